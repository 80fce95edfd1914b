"""A hold is looked at again."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def review_hold(*, case: str, by: Actor, reasons: str) -> Case:
    """Let the clocks wait on."""
    found = access.case_for(by, case, Verb.REVIEW_HOLD)
    fact = found.review_hold()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
