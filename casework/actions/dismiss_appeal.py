"""Dismiss an appeal that was heard."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def dismiss_appeal(*, case: str, by: Actor, reasons: str) -> Case:
    """Leave the decision as it was; two of the appeal panel sign."""
    found = access.case_for(by, case, Verb.DISMISS_APPEAL)
    check_outgoing(found, Verb.DISMISS_APPEAL, {"Reasons": reasons})
    fact = found.dismiss_appeal(reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
