"""An investigation gets more time."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def extend_investigation(*, case: str, by: Actor, days: int, reasons: str) -> Case:
    """Give `days` more, with a decider; both sides, as far as they know of the case, read the reasons."""
    found = access.case_for(by, case, Verb.EXTEND_INVESTIGATION)
    fact = found.extend_investigation(days=days)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
