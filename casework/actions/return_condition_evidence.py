"""Send evidence on a condition back."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def return_condition_evidence(*, case: str, by: Actor, condition: UUID, reasons: str) -> Case:
    """Send back what was filed for a condition, with what it lacks; the condition waits again, its day as it was."""
    found = access.case_for(by, case, Verb.RETURN_CONDITION_EVIDENCE)
    fact = found.return_condition_evidence(condition=condition, reason_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
