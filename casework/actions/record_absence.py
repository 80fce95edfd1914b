"""Consider that the respondent is not at the hearing."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def record_absence(
    *,
    case: str,
    by: Actor,
    reason_given: bool,
    medical: bool,
    prejudice: bool,
    public_interest: bool,
    would_help: bool,
    reasons: str,
) -> Case:
    """Go through the absence checklist; the hearing then goes on without the respondent."""
    found = access.case_for(by, case, Verb.RECORD_ABSENCE)
    fact = found.record_absence(
        reason_given=reason_given,
        medical=medical,
        prejudice=prejudice,
        public_interest=public_interest,
        would_help=would_help,
        reasons_written=bool(reasons),
    )
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
