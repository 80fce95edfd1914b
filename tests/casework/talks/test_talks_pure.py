"""Early resolution, without a database."""

import pytest

from casework.guards.base import REASONS
from casework.vocabulary import CaseState, ClockName, ClosingCode, IdentityDecision, NotNow, Verb
from tests.casework.pure import CLOCK, PureCase
from tests.casework.pure_road import OLA, REPORTER, REX, SOL, in_investigation, triaged

OFFER = {"agreed": True, "earlier_finding": False}


def suited(**answers: bool) -> PureCase:
    case = triaged(**answers)
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    case.do(Verb.DECIDE_IDENTITY, by=SOL, decision=IdentityDecision.STAYS_SEALED, asked=True)
    return case


def offered() -> PureCase:
    case = suited()
    case.do(Verb.OFFER_EARLY_RESOLUTION, by=SOL, **OFFER)
    return case


def test_talks_pause_screening_and_never_feedback() -> None:
    case = offered()
    running = {run.name: run.waiting for run in case.facts.clocks if run.running}
    assert running == {
        ClockName.SCREEN: True,
        ClockName.FEEDBACK: False,
        ClockName.STATUS: False,
        ClockName.EARLY_RESOLUTION: False,
    }


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"agreed": False}, "every_reporter_agrees_to_talks"), ({"earlier_finding": True}, "talks_are_open_here")],
)
def test_talks_that_may_not_be_offered_are_refused(given: dict[str, bool], reason: str) -> None:
    case = suited()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.OFFER_EARLY_RESOLUTION, by=SOL, **OFFER | given)
    assert (refused.value.reasons, case.talks_from) == ((REASONS[reason],), "")


@pytest.mark.parametrize("answer", ["dishonesty", "harassment", "power_imbalance", "imminent_harm"])
def test_a_grave_answer_shuts_talks_out(answer: str) -> None:
    case = suited(**{answer: True})
    assert case.reasons(Verb.OFFER_EARLY_RESOLUTION, by=SOL) == [REASONS["matter_suits_talks"]]


def test_a_grave_matter_is_not_settled() -> None:
    case = triaged(severity=3)
    assert REASONS["severity_is_low"] in case.reasons(Verb.OFFER_EARLY_RESOLUTION, by=SOL)


def test_a_settlement_closes_the_case_when_both_sides_accept() -> None:
    case = offered()
    with pytest.raises(NotNow):
        case.do(Verb.SETTLE_CASE, by=SOL, reporters_accept=True, respondent_accepts=False)
    case.do(Verb.SETTLE_CASE, by=SOL, reporters_accept=True, respondent_accepts=True)
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.RESOLVED_EARLY)


def test_failed_talks_go_back_and_are_not_tried_twice() -> None:
    case = offered()
    case.wait(days=10)
    case.do(Verb.TALKS_FAIL, by=REPORTER)
    assert case.state == CaseState.SCREENING
    assert case.reasons(Verb.OFFER_EARLY_RESOLUTION, by=SOL) == [REASONS["no_talks_before"]]


def test_talks_of_an_investigation_lapse_back_into_it() -> None:
    case = in_investigation()
    case.do(Verb.OFFER_EARLY_RESOLUTION, by=OLA, **OFFER)
    assert case.reasons(Verb.TALKS_LAPSE, by=CLOCK) == [REASONS["talks_time_is_over"]]
    case.wait(days=47)
    case.do(Verb.TALKS_LAPSE, by=CLOCK)
    assert case.state == CaseState.INVESTIGATION
    assert case.replayed() == case.facts
