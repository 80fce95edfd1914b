"""Which steps can be written before they open, what they may still wait for, and who writes them; no database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.record.turns import EXPECTED
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from casework.workflow.guard import REASONS, Asked
from casework.workflow.step import STEPS, can_be_written, opens_after, opens_on
from casework.workflow.turns import written_meanwhile
from tests.casework.pure import By, PureCase
from tests.casework.pure_answer import answered, past, shared
from tests.casework.pure_road import OLA

AS_DECIDER: By = (OLA[0], Seat.DECIDER)
"""The investigator in a seat that nobody may hold besides."""


def written(case: PureCase, verb: Verb, by: By = OLA) -> bool:
    case.enter(by)
    return can_be_written(case, verb)


def test_each_guard_that_is_awaited_is_one_of_its_step_and_asks_nothing_of_the_person() -> None:
    ahead = {
        verb: {test.__name__ for test in step.written_before} for verb, step in STEPS.items() if step.written_before
    }
    assert ahead == {
        Verb.SHARE_DRAFT_REPORT: {"reply_is_in_or_time_is_over"},
        Verb.FINALISE_REPORT: {
            "comments_are_in_or_time_is_over",
            "no_set_aside_is_pending",
            "three_deciders_are_seated",
        },
        Verb.RECORD_FINDINGS: {"minute_was_given", "minute_is_approved"},
        Verb.REPORT_BREACH: {"breach_notice_time_is_over"},
        Verb.REFUSE_APPEAL: {"cross_appeal_time_is_over"},
    }
    assert all(set(STEPS[verb].written_before) <= set(STEPS[verb].guards[1:]) for verb in ahead)


def test_the_draft_report_is_written_while_the_reporter_may_reply_until_it_is_open() -> None:
    case = answered()
    run = case.view.clock(ClockName.REPLY)
    assert run is not None
    assert run.due is not None
    assert written(case, Verb.SHARE_DRAFT_REPORT)
    assert opens_on(case, Verb.SHARE_DRAFT_REPORT) == case.view.day_of(run.due) + timedelta(days=1)
    past(case, ClockName.REPLY)
    assert (written(case, Verb.SHARE_DRAFT_REPORT), opens_on(case, Verb.SHARE_DRAFT_REPORT)) == (False, None)


def test_the_final_report_is_written_once_a_draft_was_shared_whatever_else_is_awaited() -> None:
    assert not written(answered(), Verb.FINALISE_REPORT)
    case = shared()
    assert case.reasons(Verb.FINALISE_REPORT, by=OLA) == [
        case.reason("comments_are_in_or_time_is_over"),
        REASONS["three_deciders_are_seated"],
    ]
    assert (written(case, Verb.FINALISE_REPORT), opens_on(case, Verb.FINALISE_REPORT)) == (True, None)
    case.seat("dan", Seat.DECIDER)
    case.seat("dot", Seat.DECIDER)
    assert opens_on(case, Verb.FINALISE_REPORT) is not None, "the day is known once nothing but the time is awaited"


def test_a_step_opens_after_a_clock_alone_where_all_that_is_awaited_ends_with_it() -> None:
    ahead = [verb for verb, step in STEPS.items() if step.written_before]
    found = {verb: [clock for clock in ClockName if opens_after(verb, clock)] for verb in ahead}
    assert {verb: clocks for verb, clocks in found.items() if clocks} == {
        Verb.SHARE_DRAFT_REPORT: [ClockName.REPLY],
        Verb.REPORT_BREACH: [ClockName.BREACH_NOTICE],
        Verb.REFUSE_APPEAL: [ClockName.CROSS_APPEAL],
    }


def test_nobody_writes_in_a_seat_in_which_they_may_not_act() -> None:
    assert not written(answered(), Verb.SHARE_DRAFT_REPORT, by=AS_DECIDER)
    assert not written(shared(), Verb.FINALISE_REPORT, by=AS_DECIDER)


def test_a_step_in_another_stage_is_not_written() -> None:
    case = answered()
    assert not any(written(case, verb) for verb in (Verb.RECORD_FINDINGS, Verb.REPORT_BREACH, Verb.REFUSE_APPEAL))


def test_an_officer_writes_the_next_such_step_while_a_side_is_expected_to_act() -> None:
    found = {
        (state, verb): written_meanwhile(state, verb, list(Seat))
        for state, rows in EXPECTED.items()
        for one in rows
        for verb in one.verbs
    }
    assert {at: writes for at, writes in found.items() if writes} == {
        (CaseState.RESPONSE_REVIEW, Verb.COMMENT_ON_RESPONSE): (Seat.INVESTIGATOR, Verb.SHARE_DRAFT_REPORT),
        (CaseState.RESPONSE_REVIEW, Verb.COMMENT_ON_REPORT): (Seat.INVESTIGATOR, Verb.FINALISE_REPORT),
        (CaseState.MONITORING, Verb.EXPLAIN_BREACH): (Seat.MONITOR, Verb.REPORT_BREACH),
    }
    others = [seat for seat in Seat if seat is not Seat.INVESTIGATOR]
    assert written_meanwhile(CaseState.RESPONSE_REVIEW, Verb.COMMENT_ON_RESPONSE, others) is None


def test_no_guard_is_asked_in_a_state_for_which_it_was_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def awaited(case: Asked) -> bool:
        asked.append(str(case.view.state))
        return False

    for verb in (Verb.REPORT_BREACH, Verb.HEAR_APPEAL):
        monkeypatch.setitem(STEPS, verb, replace(STEPS[verb], guards=(awaited,), written_before=(awaited,)))
    case = answered()
    assert [written(case, verb) for verb in (Verb.REPORT_BREACH, Verb.HEAR_APPEAL)] == [False, False]
    assert asked == []
