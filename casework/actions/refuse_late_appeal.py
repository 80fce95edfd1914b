"""Refuse to hear a late appeal."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def refuse_late_appeal(*, case: str, by: Actor, reasons: str) -> Case:
    """Leave the decision final, as it was; the respondent reads why."""
    found = access.case_for(by, case, Verb.REFUSE_LATE_APPEAL)
    check_outgoing(found, Verb.REFUSE_LATE_APPEAL, {"Reasons": reasons})
    fact = found.refuse_late_appeal(reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
