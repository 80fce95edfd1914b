"""The recommendation, without a database: the sheet step by step, and the terms the ladder allows."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from casework.procedure.findings.sanction_worksheet import Factor, Sheet
from casework.record.events import RemittedToPanel, Terms
from casework.record.rights import Holder
from casework.record.state.minute_days import board_reasons_open_by, board_reasons_open_on
from casework.vocabulary import CaseState, ClockName, NotNow, Route, Seat, Verb
from casework.workflow.guard import REASONS
from casework.workflow.turns import turns_due
from policy.rules import Level, Severity
from policy.sanctions import weights
from tests.casework.panel_road import CLEO, FIRST, LEDGER, LETTERS, SHEET, TERMS, found, recommend, spoken_for, weighed
from tests.casework.pure import RULES, PureCase, someone
from tests.invariants.turns import time_alone_changes_no_turn_before_it_is_looked_at as nothing_changes_early

ONE = uuid4()


def test_a_recommendation_goes_to_the_board_with_the_range_it_came_from() -> None:
    case = spoken_for()
    event = recommend(case)
    assert (case.state, case.route, case.view.deliberation.recommended) == (
        CaseState.BOARD_DECISION,
        Route.PANEL,
        event,
    )
    assert (event.level, event.low, event.high, event.net, event.fixed) == (Level.L2, Level.L0, Level.L2, -1, None)
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.BOARD_VOTE}


def test_nothing_is_recommended_before_what_may_weigh_was_named() -> None:
    case = found()
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO)[0] == REASONS["factors_are_named"]


@pytest.mark.parametrize(
    "sheet",
    [
        replace(SHEET, severities=((FIRST, Severity.S4),)),
        replace(SHEET, mitigating=(Factor(code="remedy", shown_by=(LETTERS,)),)),
        replace(SHEET, conduct=((FIRST, "retaliation"),)),
    ],
)
def test_nothing_weighs_on_which_the_member_was_not_heard(sheet: Sheet) -> None:
    case = found()
    isolated = next(n for n, one in enumerate(weights(RULES)) if one.code == "isolated")
    named = case.do(Verb.NAME_FACTORS, by=CLEO, severities=(Severity.S2,), numbers=(isolated,))
    case.serve(named.id, Seat.RESPONDENT)
    case.wait(days=9)
    explained = replace(sheet, departure_explained=True)
    with pytest.raises(NotNow) as no:
        recommend(case, sheet=explained)
    assert no.value.reasons == (REASONS["sheet_weighs_what_was_named"],)
    recommend(case)


def test_the_respondent_has_seven_days_to_speak_from_the_day_what_may_weigh_arrived() -> None:
    case = weighed()
    wait, signature = "sanction_views_are_in_or_time_is_over", REASONS["second_person_signed"]
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [case.reason(wait), signature]
    case.serve(case.happened[-1].event.id, Seat.RESPONDENT)
    case.wait(days=8)  # the seventh is a bank holiday
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [case.reason(wait), signature]
    case.wait(days=1)
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [REASONS["second_person_signed"]]


def test_views_that_are_in_end_the_wait() -> None:
    case = weighed()
    case.view = replace(case.view, deliberation=replace(case.view.deliberation, views_filed=True))
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [REASONS["second_person_signed"]]


def sent_back() -> PureCase:
    """A case that the board sent back to its panel, on a Tuesday; the member has not had the letter about it."""
    case = spoken_for()
    recommend(case)
    case.happen(
        RemittedToPanel(from_state=CaseState.BOARD_DECISION, to_state=CaseState.DELIBERATION),
        by=(someone("bea"), Seat.BOARD_SECRETARY),
    )
    vars(case)["state"] = CaseState.DELIBERATION
    return case


def test_after_a_remittal_the_same_panel_recommends_again_without_a_new_time_to_speak() -> None:
    case = sent_back()
    again = case.view.deliberation
    assert (again.saved, again.recommended, len(again.proven_findings)) == (True, None, 1)
    case.serve(case.happened[-1].event.id, Seat.RESPONDENT)
    case.wait(days=7)
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [REASONS["second_person_signed"]]


def test_nobody_answers_the_board_before_they_can_read_it_and_the_day_is_named() -> None:
    case, unread = sent_back(), "board_reasons_are_open_to_the_panel"
    case.serve(case.happened[-1].event.id, Seat.RESPONDENT)
    opens = board_reasons_open_on(case.view)
    assert opens is not None
    said = case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO)[0]
    assert said == f"{REASONS[unread]} You can read them from {opens.day} {opens:%B %Y}."
    case.wait(days=(opens - case.view.today).days - 1)
    nothing_changes_early(case.view, [CLEO])
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO)[0] == case.reason(unread)
    case.wait(days=1)
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [REASONS["second_person_signed"]]
    (turn,) = turns_due(case.view, [Holder(person=CLEO[0], seat=CLEO[1])])
    assert turn.step is Verb.RECOMMEND_SANCTION


def test_a_member_who_does_not_open_the_letter_holds_the_panel_up_to_a_day_that_is_named() -> None:
    case = sent_back()
    latest, remit = board_reasons_open_by(case.view), case.view.clock(ClockName.REMIT)
    assert latest is not None and remit is not None and remit.due is not None
    said = case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO)[0]
    assert said.endswith(f"its reminders go out in time, you can read them from {latest.day} {latest:%B %Y}.")
    assert latest < case.view.day_of(remit.due)


@pytest.mark.parametrize(
    ("terms", "sheet"),
    [
        (TERMS, replace(SHEET, lower_considered=False)),
        (TERMS, replace(SHEET, severities=())),
        (TERMS, replace(SHEET, severities=(*SHEET.severities, (uuid4(), Severity.S1)))),
        (TERMS, replace(SHEET, severities=SHEET.severities * 2)),
        (TERMS, replace(SHEET, mitigating=(Factor(code="isolated", shown_by=()),))),
        (TERMS, replace(SHEET, mitigating=(Factor(code="isolated", shown_by=(LEDGER,)),))),
        (TERMS, replace(SHEET, mitigating=(Factor(code="unheard_of", shown_by=(LETTERS,)),))),
        (TERMS, replace(SHEET, conduct=((FIRST, "unheard_of"),))),
        (TERMS, replace(SHEET, conduct=((uuid4(), "retaliation"),))),
        (Terms(level=Level.L4), SHEET),
        (Terms(level=Level.L2, term_days=30), SHEET),
        (Terms(level=Level.L2, abeyance=Level.L4), SHEET),
        (Terms(level=Level.L2, conditions=(ONE,), condition_days=()), SHEET),
        (Terms(level=Level.L2, conditions=(ONE,), condition_days=(0,)), SHEET),
        (Terms(level=Level.L2, conditions=(ONE, ONE), condition_days=(10, 10)), SHEET),
        (Terms(level=Level.L1, conditions=(ONE,), condition_days=(10,)), SHEET),
        (Terms(level=Level.L2, no_return_years=3), SHEET),
    ],
)
def test_a_sheet_that_is_not_whole_is_refused(terms: Terms, sheet: Sheet) -> None:
    case = spoken_for()
    with pytest.raises(NotNow) as no:
        recommend(case, terms=terms, sheet=sheet)
    assert (no.value.reasons, case.state) == ((REASONS["sanction_sheet_is_complete"],), CaseState.DELIBERATION)


EXPLAINED = replace(SHEET, departure_explained=True)


@pytest.mark.parametrize(
    ("terms", "lawful"),
    [
        (Terms(level=Level.L4), True),
        (Terms(level=Level.L3, conditions=(ONE,), condition_days=(60,)), True),
        (Terms(level=Level.L5, term_days=365, abeyance=Level.L7), True),
        (Terms(level=Level.L5, term_days=365, abeyance=Level.L6, abeyance_days=60), True),
        (Terms(level=Level.L5, term_days=365, abeyance=Level.L6), False),
        (Terms(level=Level.L5, term_days=365, abeyance=Level.L4), False),
        (Terms(level=Level.L5, term_days=365), False),
        (Terms(level=Level.L5, term_days=90, abeyance=Level.L7), False),
        (Terms(level=Level.L6, term_days=30), True),
        (Terms(level=Level.L6, term_days=29), False),
        (Terms(level=Level.L6), False),
        (Terms(level=Level.L7, no_return_years=4), True),
        (Terms(level=Level.L7), False),
        (Terms(level=Level.L7, no_return_years=6), False),
        (Terms(level=Level.L8), True),
    ],
)
def test_the_ladder_says_what_belongs_to_a_level(terms: Terms, lawful: bool) -> None:
    case = spoken_for()
    try:
        recommend(case, terms=terms, sheet=EXPLAINED)
    except NotNow as no:
        assert no.reasons == (REASONS["sanction_sheet_is_complete"],)
    assert (case.state == CaseState.BOARD_DECISION) is lawful


def test_a_kind_of_conduct_with_a_start_of_its_own_lifts_the_range() -> None:
    case = spoken_for()
    sheet = Sheet(severities=SHEET.severities, conduct=((FIRST, "retaliation"),), lower_considered=True)
    event = recommend(case, terms=Terms(level=Level.L6, term_days=90), sheet=sheet)
    assert (event.low, event.high, event.net, event.fixed) == (Level.L6, Level.L6, 0, Level.L6)


def test_a_factor_may_be_shown_by_history_that_was_opened() -> None:
    case, earlier = spoken_for(), uuid4()
    worse: Any = replace(SHEET, aggravating=(Factor(code="earlier_finding", shown_by=(earlier,)),), mitigating=())
    with pytest.raises(NotNow):
        recommend(case, terms=Terms(level=Level.L4), sheet=worse)
    case.do(Verb.OPEN_HISTORY, by=CLEO, cases=(earlier,))
    assert recommend(case, terms=Terms(level=Level.L4), sheet=worse).net == 1


def test_no_sanction_needs_no_lower_level() -> None:
    assert recommend(spoken_for(), terms=Terms(level=Level.L0), sheet=replace(SHEET, lower_considered=False)).level == 0
