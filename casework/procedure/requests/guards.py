"""Guards of the requests: who may ask for what, who answers, and within which limits."""

from datetime import date
from uuid import UUID

from casework.record.state import CaseView
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.record.state.requests import ACCUSED, DECIDING, TIME_OF, Request, requests_for
from casework.vocabulary import CaseState, ClockName, PanelState, RequestKind, Seat
from casework.workflow.guard import Asked, answer_guard, guard
from policy.rules import Rules

K = RequestKind
CHALLENGED_BY_NAME = frozenset(PANEL)
OBJECTABLE = (Seat.INVESTIGATOR, Seat.ADVISER, *sorted(DECIDING))
"""The seats whose holder a side may ask to have replaced."""
BEFORE_THE_HEARING_ENDS = frozenset(CaseState) - {
    CaseState.DELIBERATION,
    CaseState.BOARD_DECISION,
    CaseState.APPEAL_WINDOW,
}


def side_of(case: Asked) -> Seat:
    """Return the side for which the actor asks."""
    return Seat.RESPONDENT if case.acting.as_(*ACCUSED) else Seat.COMPLAINANT


def asked_before(case: Asked, kind: RequestKind, about: Seat | None = None) -> tuple[Request, ...]:
    """Return the requests of this kind that the actor's side has made, about this seat if one is named."""
    own = case.view.requests.of(side_of(case), case.acting.person)
    return tuple(one for one in own if one.kind is kind and one.about is about)


def time_of(case: Asked) -> ClockName | None:
    """Return the time of the actor's side of which more can be asked for now; None if none runs.

    More time to answer can be asked for until there is an answer.
    """
    names = TIME_OF[side_of(case)].get(case.view.state, ()) if case.view.state else ()
    return next((name for name in names if case.view.open(name) or name is ClockName.RESPONSE), None)


def holders_of(view: CaseView, seat: Seat) -> frozenset[UUID]:
    """Return who holds a seat now; the board sits without being seated."""
    held = view.board_members if seat is Seat.BOARD_MEMBER else view.people.holding(seat)
    return held - view.people.barred


@guard("You have asked for this already, and the answer has not come yet.")
def no_such_request_waits(case: Asked, kind: RequestKind) -> bool:
    own = case.view.requests.of(side_of(case), case.acting.person)
    return not any(one.waits and one.kind is kind for one in own)


@guard("You have no time running that could be made longer.")
def a_time_of_theirs_runs(case: Asked) -> bool:
    return time_of(case) is not None


@guard("Say how many more days you need.")
def days_are_named(days: int | None) -> bool:
    return days is not None and days > 0


@guard("There is no hearing whose day could be moved.")
def a_hearing_is_called(case: Asked) -> bool:
    return case.view.state in (CaseState.HEARING, CaseState.APPEAL)


@guard("After the hearing, no witness is called and no document is ordered. You can file late evidence.")
def evidence_can_still_be_asked_for(case: Asked) -> bool:
    return case.view.state in BEFORE_THE_HEARING_ENDS


@guard("Say in which role this person deals with the case.")
def role_is_named(about: Seat | None) -> bool:
    return about in OBJECTABLE


@guard("A member of the panel is challenged by name. Use “Challenge a member of the panel”.")
def panel_is_challenged_by_name(case: Asked, about: Seat | None) -> bool:
    listed = case.view.panel.state in (PanelState.LISTED, PanelState.FORMED)
    return not (about in CHALLENGED_BY_NAME and listed and case.view.state is not CaseState.DELIBERATION)


@guard("An offer of consent needs no leave now: the hearing is not near.")
def an_offer_needs_leave(case: Asked) -> bool:
    """Whether the member's side asks while a hearing is near; the Society needs their leave as much, and uses it too."""
    view = case.view
    near = view.hearing.is_near(view.today, view.rules)
    return side_of(case) is Seat.RESPONDENT and view.state is CaseState.HEARING and near


words_are_given = answer_guard("words_are_given", "Say what you ask for, and why.")


@guard("You have no request that waits for an answer.")
def a_request_of_theirs_waits(case: Asked) -> bool:
    return bool(own_waiting(case))


@guard("Choose a request of your own that was not answered yet.")
def request_is_of_the_actor(case: Asked, request: UUID) -> bool:
    return request in {one.id for one in own_waiting(case)}


def own_waiting(case: Asked) -> tuple[Request, ...]:
    """Return the requests of the actor's side that wait for an answer."""
    own = case.view.requests.of(side_of(case), case.acting.person)
    return tuple(one for one in own if one.waits)


@guard("No request waits for your answer.")
def a_request_waits_for_the_actor(case: Asked) -> bool:
    return bool(requests_for(case.view, case.acting.seats))


@guard("Choose a request that waits for your answer.")
def request_is_theirs_to_answer(case: Asked, request: UUID) -> bool:
    return request in {one.id for one in requests_for(case.view, case.acting.seats)}


@guard("The rules allow fewer days than that on request, all together.")
def days_are_within_limit(case: Asked, clock: ClockName | None, days: int | None) -> bool:
    return days is not None and 0 < days <= days_that_can_be_given(case, clock)


def days_that_can_be_given(case: Asked, clock: ClockName | None) -> int:
    """Return how many more days the actor may give on request to a time; 0 if it does not run."""
    return days_possible(case.view, clock, by_decider=case.acting.as_(Seat.DECIDER))


def days_possible(view: CaseView, clock: ClockName | None, *, by_decider: bool) -> int:
    """Return how many more days can be given on request to a time, by a decider or by others; 0 if it does not run."""
    run = view.clock(clock) if clock else None
    return max(0, _most(view.rules, run.name, by_decider=by_decider) - run.extension) if run is not None else 0


def _most(rules: Rules, clock: ClockName, *, by_decider: bool) -> int:
    """Return the days that may be added on request to a time, all together."""
    if clock is not ClockName.RESPONSE:
        return rules.limits["days_on_request"]
    return rules.clocks[clock].extension if by_decider else rules.limits["response_extension_by_investigator"]


@guard("The time had ended when this was asked. Only a decider gives more, for good cause.")
def late_time_is_given_by_a_decider(case: Asked, late: bool) -> bool:
    return not late or case.acting.as_(Seat.DECIDER)


@guard("To give another day, adjourn the hearing: that answers the request.")
def another_day_is_not_given_here(case: Asked, kind: RequestKind) -> bool:
    return kind is not K.ANOTHER_DAY or case.view.state is not CaseState.HEARING


@guard(
    "Say by which day the Society has to produce the document: a future day, within the days that the rulebook gives."
)
def document_has_a_day(case: Asked, due_on: date | None) -> bool:
    return due_on is not None and 0 < (due_on - case.view.today).days <= case.view.rules.limits["document_days"]


@guard("Choose the person who does not deal with the case any more. It cannot be yourself.")
def person_holds_the_seat(case: Asked, about: Seat | None, person: UUID | None) -> bool:
    return about is not None and person in holders_of(case.view, about) - {case.acting.person}


answer_has_reasons = answer_guard("answer_has_reasons", "Write the reasons for your answer.")


@guard("No document was ordered.")
def a_document_was_ordered(case: Asked) -> bool:
    return bool(case.view.requests.orders)


@guard("Choose a document that was ordered and is not produced yet.")
def document_is_owed(case: Asked, request: UUID) -> bool:
    return request in {one.id for one in case.view.requests.orders}


@guard("Choose the copy that was prepared for the respondent, or write why there is none.")
def copy_or_reason_is_given(case: Asked, copy: UUID | None, note_written: bool) -> bool:
    return copy in case.view.evidence.copy_keys if copy else note_written


@guard("A side says that a decider should not decide here, and that has not been answered yet.")
def no_objection_to_a_decider_stops_this(case: Asked) -> bool:
    """Whether no first request waits against a decider. Only the first of a side stops anything."""
    return not any(one.stops and one.about is Seat.DECIDER for one in case.view.requests.waiting)


@guard("A side says that somebody of the board should not vote. A reviewer rules on this first.")
def no_objection_to_the_board_stops_this(case: Asked) -> bool:
    return not any(one.stops and one.about is Seat.BOARD_MEMBER for one in case.view.requests.waiting)


@guard("A side says that somebody who is to hear the appeal should not. A reviewer rules on this first.")
def no_objection_to_the_appeal_panel_stops_this(case: Asked) -> bool:
    return not any(one.stops and one.about in APPEAL_PANEL for one in case.view.requests.waiting)


def kinds_open(case: Asked) -> tuple[RequestKind, ...]:
    """Return what the actor's side can ask for at this stage, in the order of the page."""
    closed = {
        K.MORE_TIME: not a_time_of_theirs_runs(case),
        K.ANOTHER_DAY: not a_hearing_is_called(case),
        K.LATE_OFFER: not an_offer_needs_leave(case),
        K.WITNESS: not evidence_can_still_be_asked_for(case),
        K.DOCUMENT: not evidence_can_still_be_asked_for(case),
    }
    return tuple(kind for kind in K if not closed.get(kind))
