"""Actions of linked cases and withdrawal: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.access.linking import other_case
from casework.models import Case
from casework.procedure.linked_cases import steps
from casework.procedure.linked_cases.guards import seats_clash
from casework.queries.rota import new_screeners
from casework.recording import record
from casework.vocabulary import NoRight, NotNow, NotSeen, Verb
from casework.workflow.guard import REASONS


@transaction.atomic(durable=True)
def link_cases(*, case: str, by: Actor, other: str, reasons: str) -> Case:
    """Link the case to the one called `other`; officers and parties of each count in the other from now on."""
    found = access.case_for(by, case, Verb.LINK_CASES)
    try:
        beside = other_case(by, other, Verb.LINK_CASES, found)
    except (NotSeen, NoRight) as unseen:
        raise NotNow(REASONS["other_case_is_found"]) from unseen
    here, there = (
        steps.link_cases(found, other=beside.id, clash=seats_clash(found.view, beside.view)),
        steps.link_cases(beside, other=found.id, clash=seats_clash(beside.view, found.view)),
    )
    for one, event in ((found, here), (beside, there)):
        one.keep(event)
        access.reconcile(one)
    record(here, subject=found, sealed={"reasons": reasons})
    record(there, subject=beside, sealed={"reasons": reasons})
    return found


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
    for one, event in ((found, here), (beside, there)):
        one.keep(event)
        access.reconcile(one)
    record(here, subject=found, sealed={"reasons": reasons})
    record(there, subject=beside, sealed={"reasons": reasons})
    return found


@transaction.atomic(durable=True)
def reopen_case(*, case: str, by: Actor, ground: str, endless: bool) -> Case:
    """Screen it again with the next two screeners; `endless`: the ground has no time limit."""
    found = access.case_for(by, case, Verb.REOPEN_CASE)
    event = steps.reopen_case(found, endless=endless)
    found.keep(event)
    seated = new_screeners(found.view, found.acting.person)
    found.keep(*seated)
    access.reconcile(found)
    record(event, subject=found, sealed={"ground": ground}, also=[(one, {"reason": None}) for one in seated])
    return found
