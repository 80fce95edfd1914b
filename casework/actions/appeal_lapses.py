"""End the time to appeal."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def appeal_lapses(*, case: str, by: Actor) -> Case:
    """Let the decision become final, as the clock, once the time to appeal of a decision that arrived has passed."""
    found = access.case_for(by, case, Verb.APPEAL_LAPSES)
    fact = found.appeal_lapses()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
