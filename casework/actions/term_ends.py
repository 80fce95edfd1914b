"""End a suspension or probation by its date."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def term_ends(*, case: str, by: Actor) -> Case:
    """End the term, as the clock, once its last moment has passed."""
    found = access.case_for(by, case, Verb.TERM_ENDS)
    fact = found.term_ends()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
