"""Hear an appeal that came late."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def admit_late_appeal(*, case: str, by: Actor, reasons: str) -> Case:
    """Stay the sanction again and take it out of the public register, until the appeal is decided."""
    found = access.case_for(by, case, Verb.ADMIT_LATE_APPEAL)
    check_outgoing(found, Verb.ADMIT_LATE_APPEAL, {"Reasons": reasons})
    fact = found.admit_late_appeal(reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
