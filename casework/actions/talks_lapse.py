"""The time for talks ends."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def talks_lapse(*, case: str, by: Actor) -> Case:
    """End the talks for want of time; the case goes on where it was."""
    found = access.case_for(by, case, Verb.TALKS_LAPSE)
    fact = found.talks_lapse()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
