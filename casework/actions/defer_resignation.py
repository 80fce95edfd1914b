"""A resignation waits for the end of the case."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def defer_resignation(*, case: str, by: Actor, received_on: date) -> Case:
    """Let a resignation that came in on a day wait until the case is over; every clock runs on."""
    found = access.case_for(by, case, Verb.DEFER_RESIGNATION)
    fact = found.defer_resignation(received_on=received_on)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
