"""Actions of linked cases and withdrawal: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework import access
from casework.access.other_case import other_case
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.linked_cases import steps
from casework.procedure.linked_cases.guards import seats_clash
from casework.procedure.name_check import check_read_inside
from casework.queries.people.rota import new_screeners
from casework.queries.queue.search import case_meant
from casework.record.events import Event
from casework.recording import record
from casework.vocabulary import NoRight, NotNow, NotSeen, Verb
from casework.workflow.guard import REASONS


@transaction.atomic(durable=True)
def link_cases(*, reference: str, by: access.Actor, other: str, reasons: str) -> Case:
    """Link the case to the one that `other` names. From now on, the officers and parties of each count in the other too."""
    case = access.case_for(by, reference, Verb.LINK_CASES)
    linked = _other_case(case, by, other, Verb.LINK_CASES)
    here = steps.link_cases(case, other=linked.id, clash=seats_clash(case.view, linked.view))
    there = steps.link_cases(linked, other=case.id, clash=seats_clash(linked.view, case.view))
    return _record_both(case, here, linked, there, reasons)


@transaction.atomic(durable=True)
def sever_cases(*, reference: str, by: access.Actor, other: str, reasons: str) -> Case:
    case = access.case_for(by, reference, Verb.SEVER_CASES)
    access.refuse_unless_open(case, Verb.SEVER_CASES)
    linked = _other_case(case, by, other, Verb.SEVER_CASES)
    here, there = steps.sever_cases(case, other=linked.id), steps.sever_cases(linked, other=case.id)
    return _record_both(case, here, linked, there, reasons)


def _other_case(case: Case, by: access.Actor, other: str, verb: Verb) -> Case:
    """Find the other case by what the search of the queue accepts. A case hidden from the actor is treated as missing."""
    meant = case_meant(other, by.user, verb)
    try:
        return other_case(by, meant.reference if meant else other, verb, case)
    except (NotSeen, NoRight) as unseen:
        raise NotNow(REASONS["other_case_is_found"]) from unseen


def _record_both(case: Case, here: Event, linked: Case, there: Event, reasons: str) -> Case:
    """Keep both cases before anything is recorded: the log's lock is taken last.

    The officers of both read the reasons, so they hold a sealed name of neither.
    """
    for one in (case, linked):
        check_read_inside(one, {str(_("Reasons")): reasons})
    for one, event in ((case, here), (linked, there)):
        one.keep(event)
        access.reconcile(one)
    record(here, subject=case, sealed={"reasons": reasons})
    record(there, subject=linked, sealed={"reasons": reasons})
    return case


@transaction.atomic(durable=True)
def reopen_case(*, reference: str, by: access.Actor, ground: str, endless: bool) -> Case:
    """Screen the case again, with the next two screeners. `endless`: the ground has no time limit."""
    case = access.case_for(by, reference, Verb.REOPEN_CASE)
    event = steps.reopen_case(case, endless=endless)
    seated = new_screeners(case.view.apply(case.recorded(event)), case.acting.person)
    return keep_and_record(case, event, {"ground": ground}, also=[(one, {"reason": None}) for one in seated])
