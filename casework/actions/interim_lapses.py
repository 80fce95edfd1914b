"""A measure that nobody looked at in time ends."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def interim_lapses(*, case: str, by: Actor) -> Case:
    """End a measure, as the clock, once its time for review, or the longest it may last, has passed."""
    found = access.case_for(by, case, Verb.INTERIM_LAPSES)
    fact = found.interim_lapses()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
