"""A health note, without a database."""

from datetime import timedelta

import pytest

from casework.record.clocks import HOLDABLE, WAITS_FOR_HEALTH, WAITS_FOR_MEMBERSHIP
from casework.vocabulary import ClockName, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, By, someone
from tests.casework.pure_answer import DEE, RESPONDENT, default_waits, due, served

ADA: By = (someone("ada"), Seat.ADVISER)
REPORTERS_OWN = {ClockName.FEEDBACK, ClockName.STATUS, ClockName.ACK, ClockName.REPLY, ClockName.CONSENT_VIEWS}


def test_no_clock_of_the_reporter_waits_for_the_respondent_s_health_or_standing() -> None:
    assert set() == (WAITS_FOR_HEALTH | WAITS_FOR_MEMBERSHIP) & REPORTERS_OWN
    assert {ClockName.CONDITION, ClockName.CONDITION_GRACE} == WAITS_FOR_HEALTH - HOLDABLE


def test_a_health_note_stops_the_respondent_s_clocks_and_gives_the_days_back() -> None:
    case = served()
    before = due(case)
    case.do(Verb.FLAG_HEALTH, by=RESPONDENT, note_written=True)
    waiting = {run.name for run in case.view.clocks if run.waiting}
    assert waiting == {ClockName.RESPONSE, ClockName.INVESTIGATION}
    case.wait(days=7)
    case.do(Verb.REVIEW_HEALTH, by=ADA)
    case.wait(days=7)
    case.do(Verb.CLEAR_HEALTH, by=RESPONDENT)
    assert (due(case) - before, any(run.waiting for run in case.view.clocks)) == (timedelta(days=14), False)
    assert case.reasons(Verb.CLEAR_HEALTH, by=ADA) == [REASONS["health_flag_is_in_force"]]
    assert case.replayed() == case.view


def test_no_default_while_a_health_note_is_in_force() -> None:
    case = default_waits()
    case.do(Verb.FLAG_HEALTH, by=ADA, note_written=True)
    assert case.reasons(Verb.ENTER_DEFAULT, by=DEE) == [REASONS["no_health_flag"]]
    assert case.reasons(Verb.FLAG_HEALTH, by=ADA) == [REASONS["no_health_note_stands"]]
    case.do(Verb.CLEAR_HEALTH, by=ADA)
    assert case.reasons(Verb.ENTER_DEFAULT, by=DEE) == []


def test_a_note_says_something() -> None:
    with pytest.raises(NotNow) as refused:
        served().do(Verb.FLAG_HEALTH, by=RESPONDENT, note_written=False)
    assert refused.value.reasons == (REASONS["health_note_is_given"],)


def test_a_pause_without_evidence_ends_after_thirty_days_and_is_not_asked_for_twice() -> None:
    case = served()
    case.do(Verb.FLAG_HEALTH, by=RESPONDENT, note_written=True)
    assert case.reasons(Verb.CLEAR_HEALTH, by=CLOCK) == [case.reason("clock_waits_for_the_pause")]
    case.wait(days=31)
    case.do(Verb.CLEAR_HEALTH, by=CLOCK)
    assert not any(run.waiting for run in case.view.clocks)
    assert case.reasons(Verb.FLAG_HEALTH, by=RESPONDENT) == [REASONS["no_pause_lapsed"]]
    assert case.reasons(Verb.FLAG_HEALTH, by=ADA) == []


def test_a_pause_whose_reason_was_shown_does_not_end_by_itself() -> None:
    case = served()
    case.do(Verb.FLAG_HEALTH, by=RESPONDENT, note_written=True)
    case.do(Verb.REVIEW_HEALTH, by=ADA)
    case.wait(days=60)
    assert case.reasons(Verb.CLEAR_HEALTH, by=CLOCK) != []
