"""From a carried option to a decision and its sanction: levels, lowered terms, and what the ladder adds."""

from dataclasses import replace
from typing import Any

import pytest

from casework.procedure.board import steps, voiding
from casework.record.events import BallotVoided, BoardDecided, Terms
from casework.record.state.board import BoardPart
from casework.record.state.decision_letter import DecisionLetterPart
from casework.record.state.settled import number_of_cell, settled, starting_cell
from casework.record.state.terms import written_below
from casework.vocabulary import CaseState, ClockName, NotNow, Route, Seat, VoidFor
from casework.workflow.guard import REASONS
from policy.quorum import Count, Option, Result
from policy.rules import Level, Severity
from tests.casework.ballot_by_hand import ADA, BEN, CARRIED, CLOSED, NOT_CARRIED, SECOND, ballot, case, with_votes
from tests.casework.board_road import BEA, before_the_board, on_probation, opened, with_papers
from tests.casework.lower_terms import with_lower
from tests.casework.pure import CLOCK, RULES, PureCase, someone

ONE, TWO = someone("one condition"), someone("two conditions")
WORST = Terms(level=Level.L6, term_days=90, conditions=(ONE, TWO), condition_days=(10, 20))
LADDER = RULES.ladder


@pytest.mark.parametrize(
    ("carried", "level"),
    [
        (None, Level.L0),
        (Option.REMIT, Level.L0),
        (Option.L3, Level.L3),
        (Option.CONSENT, Level.L5),
        (Option.ACTIVATE, Level.L5),
        (Option.MORE_TIME, Level.L0),
    ],
)
def test_a_result_comes_to_its_own_level_or_to_that_of_the_term(carried: Option | None, level: Level) -> None:
    assert steps.level_of(carried, Level.L5, Route.PANEL) is level


@pytest.mark.parametrize(
    ("carried", "recommended", "level"),
    [
        (None, Level.L1, Level.L1),
        (Option.DISMISS_ON_LAW, Level.L1, Level.L0),
        (None, Level.L0, Level.L0),
        (None, Level.L2, Level.L0),
    ],
)
def test_a_recommended_l1_has_no_vote_and_stands_if_no_motion_is_carried(
    carried: Option | None, recommended: Level, level: Level
) -> None:
    assert steps.level_of(carried, recommended, Route.PANEL) is level


@pytest.mark.parametrize(("carried", "level"), [(None, Level.L0), (Option.CONSENT, Level.L1)])
def test_an_agreed_l1_that_the_board_did_not_carry_does_not_stand(carried: Option | None, level: Level) -> None:
    assert steps.level_of(carried, Level.L1, Route.CONSENT) is level


@pytest.mark.parametrize(
    ("recommended", "motions"),
    [
        (Level.L0, (Option.REMIT, Option.MORE_TIME)),
        (Level.L6, (Option.REMIT, Option.ACTIVATE, Option.MORE_TIME)),
    ],
)
def test_a_breach_activates_only_what_was_named_in_abeyance(recommended: Level, motions: tuple[Option, ...]) -> None:
    assert steps.motions_of(Route.BREACH, recommended) == motions


def test_probation_below_a_suspension_holds_the_suspension_and_its_days() -> None:
    terms = before(WORST).view.board.terms_at(Level.L5, RULES)
    assert terms is not None
    assert (terms.term_days, terms.abeyance, terms.abeyance_days) == (200, Level.L6, 90)


@pytest.mark.parametrize(("allowed", "named", "years"), [((2, 5), 0, 5), ((2, 5), 3, 3), (None, 0, 0), (None, 3, 3)])
def test_readmission_is_barred_as_long_as_the_ladder_allows_where_nobody_named_years(
    allowed: tuple[int, int] | None, named: int, years: int
) -> None:
    step = replace(LADDER[Level.L7], no_return=allowed)
    assert steps.bar_return(Terms(level=Level.L7, no_return_years=named), step).no_return_years == years


def before(recommended: Terms | None, **board: Any) -> PureCase:
    """Return a case with a recommendation; at a lower level the first condition alone stays."""
    lower = tuple(written_below(with_lower(recommended, {ONE}))) if recommended else ()
    return case(recommended=recommended, lower=lower, **board)


def decided(level: Level) -> BoardDecided:
    return BoardDecided(carried=None, level=level, route=Route.PANEL)


@pytest.mark.parametrize(("recommended", "level"), [(WORST, Level.L0), (None, Level.L4), (None, Level.L0)])
def test_no_sanction_follows_from_no_level_or_no_recommendation(recommended: Terms | None, level: Level) -> None:
    assert steps.impose(before(recommended), decided(level)) is None


@pytest.mark.parametrize(
    ("level", "term", "conditions"),
    [(Level.L6, 90, (ONE, TWO)), (Level.L5, 200, (ONE,)), (Level.L4, 0, (ONE,))],
)
def test_a_level_has_the_terms_that_were_written_for_it(level: Level, term: int, conditions: Any) -> None:
    imposed = steps.impose(before(WORST), decided(level))
    assert imposed is not None
    assert (imposed.level, imposed.term_days, imposed.conditions) == (level, term, conditions)


def test_a_level_for_which_nobody_wrote_terms_is_refused() -> None:
    with pytest.raises(NotNow) as no:
        steps.impose(case(recommended=WORST), decided(Level.L4))
    assert no.value.reasons == (REASONS["level_has_terms"],)


def decision(option: Option, *, highest: Level, state: Any = CARRIED, route: Route | None = None) -> BoardDecided:
    """Return what the board decides on a ballot."""
    known = before(Terms(level=highest), route=route)
    signed = DecisionLetterPart(entry=ONE, chair=TWO, goes_out_from=known.view.now)
    frozen = replace(known.view.board, ballot=ballot(state, option))
    known.view = replace(known.view, board=frozen, decision_letter=signed)
    known.enter(BEA)
    event = steps.decide_case(known)
    assert isinstance(event, BoardDecided)
    return event


@pytest.mark.parametrize(
    ("option", "state", "carried", "level"),
    [
        (Option.L4, CARRIED, Option.L4, Level.L4),
        (Option.L3, CARRIED, Option.L3, Level.L3),
        (Option.L3, NOT_CARRIED, None, Level.L0),
    ],
)
def test_the_board_decides_what_was_carried_or_no_sanction(
    option: Option, state: Any, carried: Option | None, level: Level
) -> None:
    event = decision(option, highest=Level.L4, state=state)
    assert (event.carried, event.level) == (carried, level)


def test_the_board_does_not_decide_above_the_recommendation() -> None:
    with pytest.raises(NotNow) as no:
        decision(Option.L4, highest=Level.L3)
    assert no.value.reasons == (REASONS["level_is_not_above_the_recommendation"],)


@pytest.mark.parametrize(("route", "kept"), [(None, Route.PANEL), (Route.CONSENT, Route.CONSENT)])
def test_a_decision_is_by_the_route_that_led_to_the_board_else_by_the_panel(route: Route | None, kept: Route) -> None:
    assert decision(Option.L4, highest=Level.L4, route=route).route is kept


@pytest.mark.parametrize(("absent", "absences", "told"), [((BEN,), 0, False), ((BEN,), 1, True), ((), 1, False)])
def test_the_second_absence_is_told_to_the_next_person_up(absent: Any, absences: int, told: bool) -> None:
    voided = BallotVoided(ballot=someone("ballot"), cause=VoidFor.ABSENCE, absent=absent)
    passed_on = voiding.escalation_of(case(absences=absences), voided)
    assert (passed_on is not None and passed_on.clock is ClockName.BOARD_VOTE) is told


def test_a_count_without_a_result_decides_nothing() -> None:
    known = case(ballot(CLOSED, **with_votes(ADA)), late=SECOND)
    known.enter(CLOCK)
    with pytest.raises(NotNow) as no:
        steps.count_ballot(known, count=Count(present=1, tallies=(), result=Result.NO_RESULT))
    assert no.value.reasons == (REASONS["enough_voters_are_present"],)


def test_a_ballot_is_bound_to_the_papers_that_are_out() -> None:
    known = opened(with_papers(before_the_board()))
    assert known.view.board.ballot is not None
    assert known.view.board.ballot.pack == known.view.board.pack


@pytest.mark.parametrize("earlier", [Route.PANEL, Route.CONSENT, None])
def test_a_returned_breach_takes_the_route_it_came_by(earlier: Route | None) -> None:
    known = PureCase.new(
        state=CaseState.BOARD_DECISION,
        board=BoardPart(
            route=Route.BREACH, ballot=ballot(CARRIED, Option.REMIT), before_breach=(earlier, Terms(level=Level.L5))
        ),
    )
    known.enter((someone("bea"), Seat.BOARD_SECRETARY))
    steps.return_breach(known, defect_written=True)
    assert known.route == (earlier or "")


def test_a_closed_case_is_compared_by_its_highest_cell_and_its_level() -> None:
    known = on_probation()
    assert settled(known.view) == (0, Level.L0)
    cell = starting_cell([(3, Severity.S2), (2, Severity.S2), (3, Severity.S4)], RULES)
    assert (cell, number_of_cell((2, Severity.S2))) == ((3, Severity.S4), 22)
    assert settled(replace(known.view, state=CaseState.CLOSED)) == (32, Level.L5)
