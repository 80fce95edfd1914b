"""Two cases belong together."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.access.linking import other_case
from casework.guards.base import REASONS
from casework.guards.joining import seats_clash
from casework.models import Case
from casework.recording import record
from casework.vocabulary import NoRight, NotNow, NotSeen, Verb
from casework.workflow import joining as steps


@transaction.atomic(durable=True)
def link_cases(*, case: str, by: Actor, other: str, reasons: str) -> Case:
    """Link the case to the one called `other`; officers and parties of each count in the other from now on."""
    found = access.case_for(by, case, Verb.LINK_CASES)
    try:
        beside = other_case(by, other, Verb.LINK_CASES, found)
    except (NotSeen, NoRight) as unseen:
        raise NotNow(REASONS["other_case_is_found"]) from unseen
    here, there = (
        steps.link_cases(found, other=beside.id, clash=seats_clash(found.facts, beside.facts)),
        steps.link_cases(beside, other=found.id, clash=seats_clash(beside.facts, found.facts)),
    )
    for one, fact in ((found, here), (beside, there)):
        one.keep(fact)
        access.reconcile(one)
    record(here, subject=found, sealed={"reasons": reasons})
    record(there, subject=beside, sealed={"reasons": reasons})
    return found
