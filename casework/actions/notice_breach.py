"""Tell the respondent that a condition is said to be broken."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def notice_breach(*, case: str, by: Actor, condition: UUID, broken: bool, particulars: str) -> Case:
    """Start the fourteen days to explain. `broken`: by an act, before the condition's day."""
    found = access.case_for(by, case, Verb.NOTICE_BREACH)
    fact = found.notice_breach(condition=condition, broken=broken)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"particulars": particulars})
    return found
