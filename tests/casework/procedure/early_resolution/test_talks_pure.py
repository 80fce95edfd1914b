"""Early resolution, without a database."""

from typing import Any

import pytest

from casework.record.rights import rights_of
from casework.vocabulary import CaseState, ClockName, ClosingCode, IdentityDecision, NotNow, Reading, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, By, PureCase
from tests.casework.pure_road import OLA, REPORTER, REX, SOL, in_investigation, triaged

OFFER = {"agreed": True, "earlier_finding": False}
RESPONDENT: By = (REX, Seat.RESPONDENT)


def suited(**answers: Any) -> PureCase:
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
    running = {run.name: run.waiting for run in case.view.clocks if run.running}
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


GRAVE = dict.fromkeys(("dishonesty", "harassment", "power_imbalance", "imminent_harm"), True)


@pytest.mark.parametrize(("answer", "said"), [*GRAVE.items(), ("power_imbalance", None)])
def test_a_grave_answer_or_one_that_is_not_known_shuts_talks_out(answer: str, said: bool | None) -> None:
    case = suited(**{answer: said})
    assert case.reasons(Verb.OFFER_EARLY_RESOLUTION, by=SOL) == [REASONS["matter_suits_talks"]]


def test_a_grave_matter_is_not_settled() -> None:
    case = triaged(severity=3)
    assert REASONS["severity_is_low"] in case.reasons(Verb.OFFER_EARLY_RESOLUTION, by=SOL)


def test_a_settlement_closes_the_case_when_both_sides_accepted_the_terms_in_hand() -> None:
    case = offered()
    assert case.reasons(Verb.ACCEPT_TERMS, by=REPORTER) == [REASONS["terms_are_written"]]
    case.do(Verb.PROPOSE_TERMS, by=SOL)
    case.do(Verb.ACCEPT_TERMS, by=REPORTER)
    assert case.reasons(Verb.ACCEPT_TERMS, by=REPORTER) == [REASONS["terms_are_not_accepted_by_you"]]
    assert case.reasons(Verb.SETTLE_CASE, by=SOL) == [REASONS["every_side_accepted_the_terms"]]
    case.do(Verb.ACCEPT_TERMS, by=RESPONDENT)
    event = case.do(Verb.SETTLE_CASE, by=SOL)
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.RESOLVED_EARLY
    assert event.terms == case.view.talks.terms
    assert case.replayed() == case.view


def test_new_terms_have_to_be_accepted_anew() -> None:
    case = offered()
    case.do(Verb.PROPOSE_TERMS, by=SOL)
    for side in (REPORTER, RESPONDENT):
        case.do(Verb.ACCEPT_TERMS, by=side)
    case.do(Verb.PROPOSE_TERMS, by=SOL)
    assert case.reasons(Verb.SETTLE_CASE, by=SOL) == [REASONS["every_side_accepted_the_terms"]]


def test_what_is_said_in_talks_is_read_by_those_who_talk_while_they_talk() -> None:
    case = offered()
    reads = {seat for seat in Seat if Reading.READ_TALKS in rights_of(seat, case.view, None)}
    assert reads == {Seat.COMPLAINANT, Seat.RESPONDENT, Seat.SCREENER, Seat.INVESTIGATOR}
    case.do(Verb.TALKS_FAIL, by=REPORTER)
    assert {seat for seat in Seat if Reading.READ_TALKS in rights_of(seat, case.view, None)} == set()


def test_failed_talks_go_back_and_are_not_tried_twice() -> None:
    case = offered()
    case.wait(days=10)
    case.do(Verb.TALKS_FAIL, by=REPORTER)
    assert case.state == CaseState.SCREENING
    assert case.reasons(Verb.OFFER_EARLY_RESOLUTION, by=SOL) == [REASONS["no_talks_before"]]


def test_talks_of_an_investigation_lapse_back_into_it() -> None:
    case = in_investigation()
    case.do(Verb.OFFER_EARLY_RESOLUTION, by=OLA, **OFFER)
    assert case.reasons(Verb.TALKS_LAPSE, by=CLOCK) == [case.reason("talks_time_is_over")]
    case.wait(days=47)
    case.do(Verb.TALKS_LAPSE, by=CLOCK)
    assert case.state == CaseState.INVESTIGATION
    assert case.replayed() == case.view
