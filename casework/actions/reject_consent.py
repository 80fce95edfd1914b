"""Say no to an offer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def reject_consent(*, case: str, by: Actor, reasons: str) -> Case:
    """End the offer, for either side or as approver; the case goes on where it was, and no panel learns of it."""
    found = access.case_for(by, case, Verb.REJECT_CONSENT)
    fact = found.reject_consent(reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
