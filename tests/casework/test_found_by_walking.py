"""What the random walk found once, kept as examples a reader can follow."""

from dataclasses import replace
from uuid import uuid4

from casework.procedure.board.guards import can_be_done
from casework.queries.checks.replay import replay_stored_columns
from casework.record.events import (
    AppealLapsed,
    AppealPanelSeated,
    AppealRemittedToBoard,
    BallotOpened,
    BoardDecided,
    BreachReported,
    BreachReturned,
    CaseAbated,
    CaseReopened,
    CaseWithdrawn,
    ConditionLapsed,
    ConflictDetected,
    LateAppealAdmitted,
    MentionRuled,
    SanctionImposed,
    SanctionRecommended,
    Terms,
    terms_of,
)
from casework.record.state.allegations import AllegationsPart
from casework.record.state.appeal import AppealPart
from casework.record.state.board import BoardPart
from casework.record.state.monitoring import MonitoringPart
from casework.record.state.screening import ScreeningPart
from casework.record.state.terms import lower_terms_are_lawful
from casework.vocabulary import (
    AllegationState,
    BallotState,
    CaseState,
    ClockName,
    ClosingCode,
    ConditionState,
    Route,
    SanctionState,
    Seat,
    Verb,
)
from policy.quorum import Option
from policy.rules import Level
from tests.casework.lower_terms import with_lower
from tests.casework.panel_road import charge
from tests.casework.pure import RULES, PureCase, someone

CONDITION = uuid4()
SOL, SAM = ((someone(name), Seat.SCREENER) for name in ("sol", "sam"))


def test_the_appeal_panel_sits_once_it_is_seated_and_a_later_one_takes_its_place() -> None:
    case = PureCase.new(state=CaseState.APPEAL)
    for chair in ("ada", "abe"):
        case.happen(AppealPanelSeated(chair=someone(chair), members=(someone("moe"), someone("may")), lay=()))
    people = case.view.people
    assert people.holding(Seat.APPEAL_CHAIR) == {someone("abe")}
    assert people.holding(Seat.APPEAL_MEMBER) == {someone("moe"), someone("may")}


def test_a_reopened_case_without_an_open_allegation_is_dismissed_with_a_code() -> None:
    found_none = AllegationsPart(all=(charge(state=AllegationState.NO_CASE),))
    case = PureCase.new(
        state=CaseState.SCREENING, allegations=found_none, screening=ScreeningPart(triaged=True, severity=2)
    )
    event = case.two(Verb.DISMISS_CASE, first=SOL, second=SAM, codes=(ClosingCode.OUT_OF_SCOPE,))
    assert event.code is ClosingCode.OUT_OF_SCOPE


def test_every_level_below_every_recommendation_has_terms_that_the_ladder_allows() -> None:
    condition = uuid4()
    recommendations = (
        Terms(level=Level.L8),
        Terms(level=Level.L7, no_return_years=3),
        Terms(level=Level.L6, term_days=40, conditions=(condition,), condition_days=(30,)),
        Terms(level=Level.L5, term_days=200, abeyance=Level.L6, abeyance_days=40),
    )
    today = PureCase.new().view.today
    lawful = {terms.level: lower_terms_are_lawful(with_lower(terms), RULES, today) for terms in recommendations}
    assert set(lawful.values()) == {True}


def test_a_new_decision_ends_what_was_asked_about_the_one_before() -> None:
    case = PureCase.new(state=CaseState.BOARD_DECISION, appeal=AppealPart(late_pending=True))
    case.happen(BoardDecided(carried=None, level=Level.L0, route=Route.PANEL, to_state=CaseState.APPEAL_WINDOW))
    assert case.view.appeal.late_pending is False


def test_what_was_sent_back_once_is_not_put_to_be_sent_back_again() -> None:
    fresh = PureCase.new(state=CaseState.BOARD_DECISION, board=BoardPart(route=Route.PANEL))
    again = PureCase.new(state=CaseState.BOARD_DECISION, board=BoardPart(route=Route.PANEL, remitted=True))
    breach = PureCase.new(state=CaseState.BOARD_DECISION, board=BoardPart(route=Route.BREACH, remitted=True))
    put = {
        name: [option for option in (Option.REMIT, Option.REMIT_TO_NEW_PANEL) if can_be_done(case, option)]
        for name, case in (("without a panel", fresh), ("sent back before", again), ("breach", breach))
    }
    assert put == {
        "without a panel": [Option.REMIT_TO_NEW_PANEL],
        "sent back before": [],
        "breach": [Option.REMIT, Option.REMIT_TO_NEW_PANEL],
    }


def test_a_ballot_ends_with_a_case_that_is_withdrawn_or_abated_while_votes_are_taken() -> None:
    ends = (CaseWithdrawn(closing_code=ClosingCode.WITHDRAWN), CaseAbated(closing_code=ClosingCode.ABATED_BY_DEATH))
    for end in ends:
        case = PureCase.new(state=CaseState.BOARD_DECISION)
        opened = BallotOpened(
            pack=uuid4(),
            voters=(someone("a director"),),
            filled=9,
            barred=0,
            alternates=0,
            motions=(Option.L2,),
            needed=(5,),
            least=(5,),
            closes_at=case.now,
        )
        case.happen(opened)
        case.happen(end.between(CaseState.BOARD_DECISION, CaseState.CLOSED))
        assert case.view.board.ballot is not None
        assert case.view.board.ballot.state is BallotState.VOIDED


def test_somebody_denied_a_case_does_not_come_back_to_a_seat_that_was_filled() -> None:
    case = PureCase.new(state=CaseState.RESPONSE_REVIEW)
    for name in ("dee", "dan", "dot"):
        case.seat(name, Seat.DECIDER)
    case.happen(ConflictDetected(person=someone("dot"), provisional=True))
    case.seat("dom", Seat.DECIDER)
    case.happen(MentionRuled(subject=someone("dot"), stands=False))
    assert case.view.people.holding(Seat.DECIDER) == {someone("dee"), someone("dan"), someone("dom")}
    assert case.view.people.barred == set()


def test_a_proposal_ends_once_its_author_is_denied_the_case() -> None:
    case = PureCase.new(state=CaseState.SCREENING, screening=ScreeningPart(triaged=True, severity=2))
    case.do(Verb.PROPOSE_STEP, by=SOL, proposed=Verb.DISMISS_CASE)
    case.do(Verb.RECUSE_OFFICER, by=SOL)
    assert case.view.proposals.of(Verb.DISMISS_CASE) is None


def test_a_closed_case_that_is_taken_up_again_loses_its_closing_code() -> None:
    case = PureCase.new(state=CaseState.CLOSED, appeal=AppealPart(late_pending=True))
    case.closing_code = ClosingCode.SANCTION_COMPLETED
    case.happen(AppealPanelSeated(chair=someone("ada"), members=(someone("moe"), someone("may")), lay=()))
    case.do(Verb.ADMIT_LATE_APPEAL, by=(someone("ada"), Seat.APPEAL_CHAIR), reasons_written=True)
    assert (case.closing_code, case.view.closing_code) == ("", None)


def imposed(case: PureCase, *, level: Level = Level.L5) -> SanctionImposed:
    """Let the board decide and impose a probation with one condition."""
    terms = Terms(level=level, term_days=200, abeyance=Level.L6, abeyance_days=40)
    case.happen(BoardDecided(carried=Option.L5, level=level, route=Route.PANEL, to_state=CaseState.APPEAL_WINDOW))
    event = SanctionImposed(
        **terms_of(replace(terms, conditions=(CONDITION,), condition_days=(30,))), sanction=uuid4(), findings=()
    )
    case.happen(event)
    return event


def final(case: PureCase) -> None:
    """Let the time to appeal end."""
    case.happen(AppealLapsed(closing_code=None, to_state=CaseState.MONITORING))


def test_a_sanction_taken_away_does_not_return_with_a_decision_without_one() -> None:
    case = PureCase.new(state=CaseState.BOARD_DECISION)
    imposed(case)
    case.happen(AppealRemittedToBoard(to_state=CaseState.BOARD_DECISION))
    case.happen(BoardDecided(carried=None, level=Level.L0, route=Route.PANEL, to_state=CaseState.APPEAL_WINDOW))
    final(case)
    assert case.view.sanctions.current is None
    assert [one.state for one in case.view.sanctions.all] == [SanctionState.QUASHED]


def test_a_decision_on_a_breach_lets_the_term_run_on_and_gives_more_time() -> None:
    case = PureCase.new(state=CaseState.BOARD_DECISION)
    imposed(case)
    final(case)
    term = case.view.clock(ClockName.TERM)
    case.wait(days=60)
    case.happen(ConditionLapsed(subject=CONDITION))
    breach = BoardDecided(
        carried=Option.MORE_TIME, level=Level.L0, route=Route.BREACH, to_state=CaseState.APPEAL_WINDOW
    )
    case.happen(breach)
    final(case)
    again = case.view.clock(ClockName.CONDITION, CONDITION)
    assert case.view.clock(ClockName.TERM) == term
    assert again is not None and again.running and again.started == case.now
    found = case.view.sanctions.condition(CONDITION)
    assert found is not None and found.state is ConditionState.OPEN


def test_a_notice_of_breach_ends_when_the_case_leaves_monitoring_by_another_way() -> None:
    case = PureCase.new(state=CaseState.MONITORING, monitoring=MonitoringPart(noticed=CONDITION))
    case.happen(LateAppealAdmitted(from_state=CaseState.MONITORING, to_state=CaseState.APPEAL))
    assert case.view.monitoring.noticed is None


def test_a_reported_breach_ends_with_the_case_and_stays_ended_after_reopening() -> None:
    case = PureCase.new(state=CaseState.BOARD_DECISION, monitoring=MonitoringPart(reported=CONDITION))
    case.happen(CaseAbated(closing_code=ClosingCode.ABATED_BY_DEATH, to_state=CaseState.CLOSED))
    assert case.view.monitoring == MonitoringPart()


def test_a_returned_breach_leaves_the_decision_when_an_appeal_sends_it_back() -> None:
    terms = Terms(level=Level.L5, term_days=200, abeyance=Level.L6, abeyance_days=40)
    case = PureCase.new(state=CaseState.MONITORING, board=BoardPart(route=Route.PANEL, recommended=terms))
    case.happen(BreachReported(breached=CONDITION, to_state=CaseState.BOARD_DECISION))
    assert case.view.board.route is Route.BREACH
    case.happen(BreachReturned(to_state=CaseState.MONITORING))
    assert (case.view.board.route, case.view.board.recommended) == (Route.PANEL, terms)


def test_a_returned_breach_is_checked_against_the_route_of_the_decision_in_force() -> None:
    case = PureCase.new(state=CaseState.BOARD_DECISION)
    terms = Terms(level=Level.L5, term_days=200, abeyance=Level.L6, abeyance_days=40)
    case.happen(SanctionRecommended(**terms_of(terms), graded=(), severities=(), low=Level.L5, high=Level.L5, net=0))
    case.happen(BreachReported(breached=CONDITION, to_state=CaseState.BOARD_DECISION))
    assert replay_stored_columns(case.happened)["route"] == Route.BREACH
    case.happen(BreachReturned(to_state=CaseState.MONITORING))
    assert replay_stored_columns(case.happened)["route"] == Route.PANEL


def test_a_case_taken_up_again_before_any_charge_drops_what_was_agreed_in_it() -> None:
    case = PureCase.new(state=CaseState.BOARD_DECISION)
    imposed(case)
    final(case)
    case.happen(CaseReopened(endless=False, to_state=CaseState.SCREENING))
    assert case.view.sanctions.current is None
