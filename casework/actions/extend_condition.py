"""Give a condition more time."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def extend_condition(*, case: str, by: Actor, condition: UUID, days: int, reasons: str) -> Case:
    """Give a condition so many days more, also after its day has passed; two monitors sign."""
    found = access.case_for(by, case, Verb.EXTEND_CONDITION)
    fact = found.extend_condition(condition=condition, days=days, reason_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
