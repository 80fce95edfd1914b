"""Conditions, and what is said to be their breach, without a database."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.record.events import ConditionMet, StepProposed
from casework.record.rights import Holder
from casework.vocabulary import CaseState, ClockName, ConditionState, NotNow, Route, SanctionState, Seat, Verb
from casework.workflow.guard import REASONS
from casework.workflow.turns import next_to_act, turns_due
from policy.quorum import Option
from policy.rules import Level
from tests.casework.board_road import (
    BEA,
    BOARD,
    COURSE,
    ballot_ends,
    before_the_board,
    final,
    on_probation,
    opened,
    with_papers,
)
from tests.casework.panel_road import REX
from tests.casework.pure import CLOCK, By, PureCase, someone

MONA: By = (someone("mona"), Seat.MONITOR)
MIKE: By = (someone("mike"), Seat.MONITOR)
REGI: By = (someone("regi"), Seat.REGISTRAR)


def refused(case: PureCase, verb: Verb, *, by: Any, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def condition(case: PureCase, key: UUID = COURSE) -> ConditionState:
    found = case.view.sanctions.condition(key)
    assert found is not None
    return found.state


def due(case: PureCase) -> date | None:
    run = case.view.clock(ClockName.CONDITION, COURSE)
    return case.view.day_of(run.due) if run and run.due else None


def overdue() -> PureCase:
    case = on_probation()
    last = due(case)
    assert last is not None
    case.wait(days=(last - case.view.today).days + 1)
    case.do(Verb.CONDITION_LAPSES, by=CLOCK, condition=COURSE)
    return case


def noticed() -> PureCase:
    case = overdue()
    event = case.do(Verb.NOTICE_BREACH, by=MONA, condition=COURSE, broken=False)
    case.serve(event.id, Seat.RESPONDENT)
    return case


def reported() -> PureCase:
    case = noticed()
    case.wait(days=17)
    case.two(Verb.REPORT_BREACH, first=MONA, second=MIKE)
    return case


def test_evidence_that_is_sent_back_leaves_the_condition_where_it_was() -> None:
    for case, where in ((on_probation(), ConditionState.OPEN), (overdue(), ConditionState.OVERDUE)):
        nothing = refused(case, Verb.RETURN_CONDITION_EVIDENCE, by=MONA, condition=COURSE, reasons_written=True)
        assert nothing == (REASONS["evidence_for_a_condition_waits"],)
        case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)
        silent = refused(case, Verb.RETURN_CONDITION_EVIDENCE, by=MONA, condition=COURSE, reasons_written=False)
        assert silent == (REASONS["return_reason_is_given"],)
        case.do(Verb.RETURN_CONDITION_EVIDENCE, by=MONA, condition=COURSE, reasons_written=True)
        assert condition(case) is where
        case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)


def test_evidence_that_waits_is_looked_at_before_a_breach_is_reported() -> None:
    case = noticed()
    case.seat("mona", Seat.MONITOR)
    case.seat("mike", Seat.MONITOR)
    case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)
    both = [Holder(person=MONA[0], seat=Seat.MONITOR), Holder(person=REX[0], seat=Seat.RESPONDENT)]
    expected = {(turn.person, turn.step) for turn in turns_due(case.view, both)}
    assert expected == {(MONA[0], Verb.VERIFY_CONDITION), (REX[0], Verb.EXPLAIN_BREACH)}
    case.wait(days=17)
    assert next_to_act(case.view).step is Verb.VERIFY_CONDITION
    case.do(Verb.RETURN_CONDITION_EVIDENCE, by=MONA, condition=COURSE, reasons_written=True)
    assert next_to_act(case.view).step is Verb.REPORT_BREACH


def test_a_signature_for_more_time_does_not_carry_the_day_of_the_term() -> None:
    case = on_probation()
    case.happen(StepProposed(step=Verb.EXTEND_CONDITION), by=MONA)
    (turn,) = [one for one in turns_due(case.view, [Holder(person=MIKE[0], seat=Seat.MONITOR)]) if one.signs]
    assert (turn.step, turn.signs, turn.clock, turn.due) == (Verb.EXTEND_CONDITION, True, None, None)


def test_no_condition_is_shown_to_be_met_before_the_board_has_set_one() -> None:
    assert with_papers(before_the_board()).reasons(Verb.FILE_CONDITION_EVIDENCE, by=REX) == [
        REASONS["condition_is_set"]
    ]
    assert on_probation().reasons(Verb.FILE_CONDITION_EVIDENCE, by=REX) == []


def test_a_condition_is_not_verified_on_nothing() -> None:
    case = on_probation()
    said = refused(case, Verb.PROPOSE_STEP, by=MONA, proposed=Verb.VERIFY_CONDITION)
    assert said == (REASONS["evidence_for_a_condition_waits"],)
    case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)
    case.do(Verb.PROPOSE_STEP, by=MONA, proposed=Verb.VERIFY_CONDITION)
    assert refused(case, Verb.VERIFY_CONDITION, by=MIKE, condition=uuid4()) == (REASONS["condition_has_evidence"],)
    case.do(Verb.VERIFY_CONDITION, by=MIKE, condition=COURSE)
    assert case.reasons(Verb.EXTEND_CONDITION, by=MONA)[0] == REASONS["a_condition_is_left"]


def test_a_condition_that_is_met_in_its_days_of_grace_has_no_clock_left() -> None:
    case = overdue()
    case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)
    assert [run.name for run in case.view.clocks if run.running and run.subject == COURSE] == [
        ClockName.CONDITION_GRACE
    ]
    case.two(Verb.VERIFY_CONDITION, first=MONA, second=MIKE, condition=COURSE)
    assert [run.name for run in case.view.clocks if run.running and run.subject == COURSE] == []


def test_a_notice_of_breach_ends_with_its_condition_and_with_no_other() -> None:
    for key, stays in ((COURSE, False), (someone("another condition"), True)):
        case = noticed()
        case.happen(ConditionMet(subject=key), by=MIKE)
        runs = any(run.running for run in case.view.clocks if run.name is ClockName.BREACH_NOTICE)
        assert (case.view.monitoring.noticed is not None, runs) == (stays, stays)


def test_evidence_that_a_monitor_has_verified_goes_back_only_after_that_signature() -> None:
    case = on_probation()
    case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)
    put = case.do(Verb.PROPOSE_STEP, by=MONA, proposed=Verb.VERIFY_CONDITION, subject=COURSE)
    given = {"condition": COURSE, "reasons_written": True}
    said = refused(case, Verb.RETURN_CONDITION_EVIDENCE, by=MIKE, **given)
    assert said == (REASONS["condition_is_not_being_verified"],)
    case.do(Verb.RETURN_STEP, by=MIKE, proposed=Verb.VERIFY_CONDITION, signs=put.id, reason_written=True)
    case.do(Verb.RETURN_CONDITION_EVIDENCE, by=MIKE, **given)
    assert (condition(case), case.view.proposals.waiting) == (ConditionState.OPEN, ())


def test_the_day_of_a_condition_does_not_pass_while_its_evidence_waits() -> None:
    case = on_probation()
    last = due(case)
    assert last is not None
    case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)
    case.wait(days=(last - case.view.today).days + 1)
    assert refused(case, Verb.CONDITION_LAPSES, by=CLOCK, condition=COURSE) == (REASONS["no_evidence_waits"],)
    assert case.reasons(Verb.VERIFY_CONDITION, by=MONA) == [REASONS["second_person_signed"]]
    case.do(Verb.RETURN_CONDITION_EVIDENCE, by=MIKE, condition=COURSE, reasons_written=True)
    case.do(Verb.CONDITION_LAPSES, by=CLOCK, condition=COURSE)
    assert condition(case) is ConditionState.OVERDUE


def test_more_time_moves_the_day_of_the_condition_that_was_named() -> None:
    case = on_probation()
    before = due(case)
    assert before is not None
    case.two(Verb.EXTEND_CONDITION, first=MONA, second=MIKE, condition=COURSE, days=14, reasons_written=True)
    after = due(case)
    assert after is not None
    assert (after - before).days in range(12, 17)
    assert condition(case) is ConditionState.OPEN


def test_more_time_after_the_day_opens_the_condition_again_and_ends_its_grace() -> None:
    case = overdue()
    case.wait(days=3)
    case.two(Verb.EXTEND_CONDITION, first=MONA, second=MIKE, condition=COURSE, days=10, reasons_written=True)
    running = {run.name for run in case.view.clocks if run.running}
    assert (condition(case), ClockName.CONDITION_GRACE in running) == (ConditionState.OPEN, False)
    new = due(case)
    assert new is not None
    assert (new - case.view.today).days in range(8, 15)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"condition": uuid4(), "days": 5, "reasons_written": True}, "condition_has_time_to_extend"),
        ({"condition": COURSE, "days": 5, "reasons_written": False}, "extension_reason_is_given"),
    ],
)
def test_time_is_given_to_a_condition_that_runs_and_for_a_reason(given: dict[str, Any], reason: str) -> None:
    case = on_probation()
    case.do(Verb.PROPOSE_STEP, by=MONA, proposed=Verb.EXTEND_CONDITION)
    assert refused(case, Verb.EXTEND_CONDITION, by=MIKE, **given) == (REASONS[reason],)


def test_no_monitor_gives_time_while_a_breach_is_looked_at() -> None:
    for case in (noticed(), reported()):
        case.do(Verb.PROPOSE_STEP, by=MONA, proposed=Verb.EXTEND_CONDITION)
        given = {"condition": COURSE, "days": 5, "reasons_written": True}
        said = refused(case, Verb.EXTEND_CONDITION, by=MIKE, **given)
        assert said == (REASONS["condition_is_not_under_notice"],)


def test_the_respondent_explains_only_what_was_noticed_and_as_often_as_needed() -> None:
    assert overdue().reasons(Verb.EXPLAIN_BREACH, by=REX) == [REASONS["breach_was_noticed"]]
    case = noticed()
    for _ in range(2):
        assert case.do(Verb.EXPLAIN_BREACH, by=REX).subject == COURSE
    assert case.reasons(Verb.REPORT_BREACH, by=MONA)[0] == case.reason("breach_notice_time_is_over")


def test_a_notice_that_is_taken_back_leaves_nothing_and_another_can_be_given() -> None:
    case = noticed()
    case.do(Verb.WITHDRAW_BREACH_NOTICE, by=MONA)
    running = {run.name for run in case.view.clocks if run.running}
    assert (case.view.monitoring.noticed, ClockName.BREACH_NOTICE in running) == (None, False)
    assert case.reasons(Verb.WITHDRAW_BREACH_NOTICE, by=MONA) == [REASONS["breach_was_noticed"]]
    case.do(Verb.NOTICE_BREACH, by=MIKE, condition=COURSE, broken=False)


def voted_on_the_breach(carried: Option | None) -> PureCase:
    case = reported()
    case.view = replace(case.view, board_members=frozenset(person for person, _ in BOARD))
    return ballot_ends(opened(with_papers(case)), carried)


def test_the_board_sends_a_report_back_and_the_conditions_run_on() -> None:
    case = voted_on_the_breach(Option.REMIT)
    assert (case.route, case.view.board.highest) == (Route.BREACH, Level.L6)
    case.do(Verb.RETURN_BREACH, by=BEA, defect_written=True)
    assert (case.state, case.route, case.view.monitoring.reported) == (CaseState.MONITORING, Route.PANEL, None)
    assert (condition(case), case.view.board.remitted) == (ConditionState.OVERDUE, False)


def test_what_was_named_in_abeyance_comes_into_force_by_majority() -> None:
    case = final(voted_on_the_breach(Option.ACTIVATE))
    current = case.view.sanctions.current
    assert current is not None
    assert (current.level, current.state, current.term_days) == (Level.L6, SanctionState.ACTIVE, 40)


def test_more_time_leaves_the_sanction_and_gives_the_condition_its_days_again() -> None:
    case = final(voted_on_the_breach(Option.MORE_TIME))
    ballot = case.view.board.ballot
    assert ballot is not None
    assert ballot.carried == Option.MORE_TIME
    assert condition(case) == ConditionState.OPEN
    assert case.view.monitoring.ruled is True


def test_a_case_with_a_ruling_on_a_breach_closes_in_one_way_alone() -> None:
    for is_met in (True, False):
        case = final(voted_on_the_breach(Option.MORE_TIME))
        if is_met:
            case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)
            case.two(Verb.VERIFY_CONDITION, first=MONA, second=MIKE, condition=COURSE)
        case.wait(days=220)
        case.do(Verb.TERM_ENDS, by=CLOCK)
        if not is_met:
            case.do(Verb.CONDITION_LAPSES, by=CLOCK, condition=COURSE)
        signature = REASONS["second_person_signed"]
        ways = [case.reasons(verb, by=MONA) for verb in (Verb.COMPLETE_MONITORING, Verb.CLOSE_UNMET)]
        shut = REASONS["a_condition_is_not_met" if is_met else "every_condition_is_met"]
        assert ways == ([[signature], [shut, signature]] if is_met else [[shut, signature], [signature]])
