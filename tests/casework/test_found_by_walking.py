"""What the random walk found once, kept as examples a reader can follow."""

from uuid import uuid4

from casework.events import AppealPanelSeated, BoardDecided, Terms
from casework.facts.allegations import AllegationsFacts
from casework.facts.appeal import AppealFacts
from casework.facts.board import BoardFacts
from casework.facts.screening import ScreeningFacts
from casework.guards.board import can_be_done
from casework.guards.sheet import terms_are_lawful
from casework.vocabulary import AllegationState, CaseState, ClosingCode, Route, Seat, Verb
from casework.workflow.board import lowered
from policy.quorum import Option
from policy.rules import Level
from tests.casework.panel_road import charge
from tests.casework.pure import RULES, PureCase, someone

SOL, SAM = ((someone(name), Seat.SCREENER) for name in ("sol", "sam"))


def test_the_appeal_panel_sits_once_it_is_seated_and_a_later_one_takes_its_place() -> None:
    case = PureCase.new(state=CaseState.APPEAL)
    for chair in ("ada", "abe"):
        case.happen(AppealPanelSeated(chair=someone(chair), members=(someone("moe"), someone("may")), lay=()))
    people = case.facts.people
    assert people.holding(Seat.APPEAL_CHAIR) == {someone("abe")}
    assert people.holding(Seat.APPEAL_MEMBER) == {someone("moe"), someone("may")}


def test_a_reopened_case_in_which_no_allegation_is_open_is_dismissed_with_a_code_for_the_complaint() -> None:
    found_none = AllegationsFacts(all=(charge(state=AllegationState.NO_CASE),))
    case = PureCase.new(
        state=CaseState.SCREENING, allegations=found_none, screening=ScreeningFacts(triaged=True, severity=2)
    )
    fact = case.two(Verb.DISMISS_CASE, first=SOL, second=SAM, codes=(ClosingCode.OUT_OF_SCOPE,))
    assert fact.code is ClosingCode.OUT_OF_SCOPE


def test_every_level_below_every_recommendation_has_terms_that_the_ladder_allows() -> None:
    condition = uuid4()
    recommendations = (
        Terms(level=Level.L8),
        Terms(level=Level.L7, no_return_years=3),
        Terms(level=Level.L6, term_days=40, conditions=(condition,), condition_days=(30,)),
        Terms(level=Level.L5, term_days=200, abeyance=Level.L6, abeyance_days=40),
    )
    days = {Level.L5: 200, Level.L6: 40}
    lawful = {
        (terms.level, level): terms_are_lawful(
            lowered(terms, RULES.ladder[level], days.get(level, 0), [condition]), RULES, PureCase.new().facts.today
        )
        for terms in recommendations
        for level in Level
        if Level.L2 <= level < terms.level
    }
    assert set(lawful.values()) == {True}


def test_a_new_decision_ends_what_was_asked_about_the_one_before() -> None:
    case = PureCase.new(state=CaseState.BOARD_DECISION, appeal=AppealFacts(late_pending=True))
    case.happen(BoardDecided(carried=None, level=Level.L0, route=Route.PANEL, to_state=CaseState.APPEAL_WINDOW))
    assert case.facts.appeal.late_pending is False


def test_what_was_sent_back_once_is_not_put_to_be_sent_back_again() -> None:
    fresh = PureCase.new(state=CaseState.BOARD_DECISION, board=BoardFacts(route=Route.PANEL))
    again = PureCase.new(state=CaseState.BOARD_DECISION, board=BoardFacts(route=Route.PANEL, remitted=True))
    breach = PureCase.new(state=CaseState.BOARD_DECISION, board=BoardFacts(route=Route.BREACH, remitted=True))
    put = {
        name: [option for option in (Option.REMIT, Option.REMIT_TO_NEW_PANEL) if can_be_done(case, option)]
        for name, case in (("without a panel", fresh), ("sent back before", again), ("breach", breach))
    }
    assert put == {
        "without a panel": [Option.REMIT_TO_NEW_PANEL],
        "sent back before": [],
        "breach": [Option.REMIT, Option.REMIT_TO_NEW_PANEL],
    }
