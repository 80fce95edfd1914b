"""Look whether the grounds of an appeal can be argued."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def sift_appeal(*, case: str, by: Actor, appeal: UUID, grounds: list[str], reasons: str) -> Case:
    """Name the grounds of an `appeal` that can be argued; with none it is not admitted. Both sides are told."""
    found = access.case_for(by, case, Verb.SIFT_APPEAL)
    check_outgoing(found, Verb.SIFT_APPEAL, {"Reasons": reasons})
    fact = found.sift_appeal(appeal=appeal, codes=grounds, reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
