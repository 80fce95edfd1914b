"""Steps of a case: a side asks for something, and it is answered with reasons within a week. The case goes on meanwhile."""

from datetime import date
from uuid import UUID

from casework.procedure.requests import guards
from casework.record import events
from casework.vocabulary import CaseState, RequestKind, Seat, Verb
from casework.vocabulary.states import ASKING
from casework.workflow.guard import check_guard
from casework.workflow.lateness import ANSWER
from casework.workflow.step import CaseMachine, not_none, step

K = RequestKind
HERE = [state for state in CaseState if state in ASKING]
STOPPING = frozenset({K.MORE_TIME, K.SHOULD_NOT_SIT})


@step(Verb.MAKE_REQUEST, HERE, late=ANSWER)
def make_request(
    case: CaseMachine,
    *,
    kind: RequestKind,
    words_written: bool,
    days: int | None = None,
    about: Seat | None = None,
    new_facts: bool = False,
) -> events.RequestMade:
    """Ask for something. A request that repeats an answered one without new facts is closed by itself."""
    check_guard(guards.words_are_given, words_written)
    check_guard(guards.no_such_request_waits, case, kind)
    about = about if kind is K.SHOULD_NOT_SIT else None
    days = days if kind is K.MORE_TIME else None
    match kind:
        case K.MORE_TIME:
            check_guard(guards.a_time_of_theirs_runs, case)
            check_guard(guards.days_are_named, days)
        case K.ANOTHER_DAY:
            check_guard(guards.a_hearing_is_called, case)
        case K.LATE_OFFER:
            check_guard(guards.an_offer_needs_leave, case)
        case K.WITNESS | K.DOCUMENT:
            check_guard(guards.evidence_can_still_be_asked_for, case)
        case K.SHOULD_NOT_SIT:
            check_guard(guards.role_is_named, about)
            check_guard(guards.panel_is_challenged_by_name, case, about)
    clock = guards.time_of(case) if kind is K.MORE_TIME else None
    before = [one for one in guards.asked_before(case, kind, about) if one.clock is clock]
    late = clock is not None and not case.view.open(clock)
    refused = [one for one in before if one.granted is False]
    made = events.RespondentRequestMade if guards.side_of(case) is Seat.RESPONDENT else events.ReporterRequestMade
    return made(
        kind=kind,
        days=days,
        clock=clock,
        about=about,
        new_facts=new_facts,
        stops=kind in STOPPING and not before and not late,
        late=late,
        repeats=refused[-1].id if refused and not new_facts else None,
    )


@step(Verb.WITHDRAW_REQUEST, HERE, where=[guards.a_request_of_theirs_waits])
def withdraw_request(case: CaseMachine, *, request: UUID) -> events.RequestWithdrawn:
    """Withdraw a request that was not answered."""
    check_guard(guards.request_is_of_the_actor, case, request)
    return events.RequestWithdrawn(request=request)


@step(Verb.ANSWER_REQUEST, HERE, where=[guards.a_request_waits_for_the_actor], late=ANSWER)
def answer_request(
    case: CaseMachine,
    *,
    request: UUID,
    granted: bool,
    reasons_written: bool,
    days: int | None = None,
    due_on: date | None = None,
    person: UUID | None = None,
) -> events.RequestAnswered:
    """Answer a request with reasons. What is granted has its effect at once: days, an order, a person who leaves."""
    check_guard(guards.request_is_theirs_to_answer, case, request)
    check_guard(guards.answer_has_reasons, reasons_written)
    asked = not_none(case.view.requests.get(request))
    gives = asked.kind if granted else None
    match gives:
        case K.MORE_TIME:
            check_guard(guards.late_time_is_given_by_a_decider, case, asked.late)
            check_guard(guards.days_are_within_limit, case, asked.clock, days)
        case K.ANOTHER_DAY:
            check_guard(guards.another_day_is_not_given_here, case, asked.kind)
        case K.DOCUMENT:
            check_guard(guards.document_has_a_day, case, due_on)
        case K.SHOULD_NOT_SIT:
            check_guard(guards.person_holds_the_seat, case, asked.about, person)
    to_member = asked.side is Seat.RESPONDENT
    answered = events.RespondentRequestAnswered if to_member else events.ReporterRequestAnswered
    return answered(
        request=request,
        kind=asked.kind,
        granted=granted,
        days=days if gives is K.MORE_TIME else None,
        clock=asked.clock,
        due_on=due_on if gives is K.DOCUMENT else None,
        person=person if gives is K.SHOULD_NOT_SIT else None,
    )


@step(Verb.PRODUCE_DOCUMENT, HERE, where=[guards.a_document_was_ordered])
def produce_document(
    case: CaseMachine, *, request: UUID, note_written: bool, copy: UUID | None = None
) -> events.DocumentProduced:
    """Name the copy of a document that was ordered, or say why the Society does not have it."""
    check_guard(guards.document_is_owed, case, request)
    check_guard(guards.copy_or_reason_is_given, case, copy, note_written)
    return events.DocumentProduced(request=request, copy=copy)
