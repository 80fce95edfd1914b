"""Holds, extensions and progress, without a database: what waits, what is given back, how often."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.procedure.progress.guards import more_time_would_not_be_over
from casework.record.clocks import EXTEND, HOLDABLE, LIVES_IN, RunningClock
from casework.vocabulary import CaseState, ClockName, NotNow, RequestKind, Seat, Verb
from casework.workflow.guard import REASONS
from casework.workflow.step import signatures_needed
from tests.casework.pure import CLOCK, PureCase, someone
from tests.casework.pure_answer import DEE, RESPONDENT, lapsed, past, served
from tests.casework.pure_road import OLA, SAM, SOL, in_screening

NEVER = {
    ClockName.FEEDBACK,
    ClockName.STATUS,
    ClockName.ACK,
    ClockName.BALLOT,
    ClockName.INTERIM_SHOW_CAUSE,
    ClockName.INTERIM_URGENT,
    ClockName.INTERIM_REVIEW,
    ClockName.INTERIM_CAP,
    ClockName.DATA_REQUEST,
}


def test_what_belongs_to_the_reporter_or_protects_somebody_is_never_held() -> None:
    assert set() == HOLDABLE & NEVER
    assert LIVES_IN.keys() >= HOLDABLE
    assert set(EXTEND.values()) <= LIVES_IN.keys()


@pytest.mark.parametrize(
    ("clocks", "reason"),
    [
        ((), "clocks_are_named"),
        ((ClockName.FEEDBACK,), "clocks_may_be_held"),
        ((ClockName.INFO,), "clocks_may_be_held"),
    ],
)
def test_a_hold_names_running_clocks_that_may_wait(clocks: tuple[ClockName, ...], reason: str) -> None:
    case = served()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.PLACE_HOLD, by=DEE, clocks=clocks)
    assert refused.value.reasons == (REASONS[reason],)


def test_two_holds_that_overlap_count_their_days_once() -> None:
    case = in_screening()
    before = last_day(case)
    case.two(Verb.PLACE_HOLD, first=SOL, second=SAM, clocks=(ClockName.SCREEN,))
    case.wait(days=3)
    case.do(Verb.REQUEST_INFORMATION, by=SOL)
    case.wait(days=4)
    case.do(Verb.PROPOSE_STEP, by=SOL, proposed=Verb.RELEASE_HOLD)
    case.do(Verb.RELEASE_HOLD, by=SAM)
    assert run(case, ClockName.SCREEN).waiting
    case.do(Verb.SUPPLY_INFORMATION, by=(someone("reporter"), Seat.COMPLAINANT), received=True, nothing_more=False)
    assert last_day(case) - before == timedelta(days=7)
    assert case.replayed() == case.view


def test_a_default_waits_for_the_end_of_a_hold() -> None:
    case = lapsed()
    case.do(Verb.PLACE_HOLD, by=DEE, clocks=(ClockName.RESPONSE_GRACE,))
    case.wait(days=60)
    assert case.reasons(Verb.PROPOSE_DEFAULT, by=CLOCK) == [case.reason("grace_is_over")]
    case.do(Verb.RELEASE_HOLD, by=DEE)
    past(case, ClockName.RESPONSE_GRACE)
    case.do(Verb.PROPOSE_DEFAULT, by=CLOCK)
    assert case.view.notice.proposed


def test_the_case_s_end_ends_its_hold() -> None:
    case = in_screening()
    case.two(Verb.PLACE_HOLD, first=SOL, second=SAM, clocks=(ClockName.SCREEN,))
    case.two(Verb.REFER_CASE, first=SOL, second=SAM, consented=True, duty=False)
    assert (case.view.holding.clocks, case.view.clock(ClockName.HOLD_REVIEW) is None) == (frozenset(), False)
    assert not run(case, ClockName.HOLD_REVIEW).running


def test_who_holds_alone_and_who_with_another() -> None:
    alone = {s for s in CaseState if signatures_needed(Verb.PLACE_HOLD, PureCase.new(state=s).view) is None}
    assert alone == {
        CaseState.SUBMITTED,
        CaseState.DISMISSED,
        CaseState.DISMISSAL_REVIEW,
        CaseState.INVESTIGATION,
        CaseState.AWAITING_RESPONSE,
        CaseState.RESPONSE_REVIEW,
        CaseState.CASE_TO_ANSWER,
        CaseState.CONSENT_PROPOSED,
        CaseState.APPEAL,
        CaseState.CLOSED,
    }


def test_time_given_after_the_lapse_counts_from_the_day_it_is_given() -> None:
    case = lapsed()
    case.wait(days=3)
    today = case.view.today
    given_late(case, 10)
    response = run(case, ClockName.RESPONSE)
    assert (response.running, response.due is not None and response.due.date()) == (True, today + timedelta(days=9))
    assert not run(case, ClockName.RESPONSE_GRACE).running
    assert case.replayed() == case.view


def test_an_extension_after_a_proposed_default_takes_the_proposal_away() -> None:
    case = lapsed()
    past(case, ClockName.RESPONSE_GRACE)
    case.do(Verb.PROPOSE_DEFAULT, by=CLOCK)
    given_late(case, 5)
    assert REASONS["default_is_proposed"] in case.reasons(Verb.ENTER_DEFAULT, by=DEE)


@pytest.mark.parametrize("waits", [False, True])
def test_more_time_for_feedback_is_counted_as_its_clock_counts_also_while_it_waits(waits: bool) -> None:
    longer, case = in_screening(), in_screening()
    longer.do(Verb.EXTEND_FEEDBACK, by=SOL)
    end = run(longer, ClockName.FEEDBACK).due
    assert end is not None and longer.view.today == case.view.today
    begun = run(case, ClockName.FEEDBACK)
    waiting = replace(begun, waiting_since=case.view.today, due=None)
    clocks = tuple(waiting if waits and one is begun else one for one in case.view.clocks)
    case.view = replace(case.view, clocks=clocks, now=end)
    assert more_time_would_not_be_over(case)
    case.wait(days=1)
    assert not more_time_would_not_be_over(case)


def given_late(case: PureCase, days: int) -> None:
    """The respondent asks for more time after it ended, and a decider gives it for good cause."""
    made = case.do(Verb.MAKE_REQUEST, by=RESPONDENT, kind=RequestKind.MORE_TIME, days=days, words_written=True)
    answer = {"request": made.id, "granted": True, "days": days, "reasons_written": True}
    with pytest.raises(NotNow) as refused:
        case.do(Verb.ANSWER_REQUEST, by=OLA, **answer)
    assert refused.value.reasons == (REASONS["late_time_is_given_by_a_decider"],)
    case.do(Verb.ANSWER_REQUEST, by=DEE, **answer)


def last_day(case: PureCase) -> date:
    due = run(case, ClockName.SCREEN).due
    assert due is not None
    return case.view.day_of(due)


def run(case: PureCase, name: ClockName) -> RunningClock:
    found = case.view.clock(name)
    assert found is not None
    return found
