"""Clocks run on."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def release_hold(*, case: str, by: Actor, reasons: str) -> Case:
    """Release the hold; the days the clocks waited are given back."""
    found = access.case_for(by, case, Verb.RELEASE_HOLD)
    fact = found.release_hold()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
