"""Quash a decision on appeal."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def quash_on_appeal(*, case: str, by: Actor, reasons: str) -> Case:
    """Leave nothing of the decision and close the case; two of the appeal panel sign."""
    found = access.case_for(by, case, Verb.QUASH_ON_APPEAL)
    check_outgoing(found, Verb.QUASH_ON_APPEAL, {"Reasons": reasons})
    fact = found.quash_on_appeal(reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
