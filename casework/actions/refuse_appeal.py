"""Refuse an appeal that cannot be argued."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def refuse_appeal(*, case: str, by: Actor, reasons: str) -> Case:
    """Let the decision stand without a hearing; two of the appeal panel sign."""
    found = access.case_for(by, case, Verb.REFUSE_APPEAL)
    check_outgoing(found, Verb.REFUSE_APPEAL, {"Reasons": reasons})
    fact = found.refuse_appeal(reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
