"""The rules on keeping hold for a file again."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def lift_legal_hold(*, case: str, by: Actor, reasons: str) -> Case:
    """Lift the legal hold, with the adviser."""
    found = access.case_for(by, case, Verb.LIFT_LEGAL_HOLD)
    fact = found.lift_legal_hold()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
