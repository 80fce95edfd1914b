"""Two cases do not belong together any more."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.access.linking import other_case
from casework.guards.base import REASONS
from casework.models import Case
from casework.recording import record
from casework.vocabulary import NoRight, NotNow, NotSeen, Verb
from casework.workflow import joining as steps


@transaction.atomic(durable=True)
def sever_cases(*, case: str, by: Actor, other: str, reasons: str) -> Case:
    """End the link to the case called `other`."""
    found = access.case_for(by, case, Verb.SEVER_CASES)
    access.refuse_unless_open(found, Verb.SEVER_CASES)
    try:
        beside = other_case(by, other, Verb.SEVER_CASES, found)
    except (NotSeen, NoRight) as unseen:
        raise NotNow(REASONS["other_case_is_found"]) from unseen
    here, there = steps.sever_cases(found, other=beside.id), steps.sever_cases(beside, other=found.id)
    for one, fact in ((found, here), (beside, there)):
        one.keep(fact)
        access.reconcile(one)
    record(here, subject=found, sealed={"reasons": reasons})
    record(there, subject=beside, sealed={"reasons": reasons})
    return found
