"""Joining, withdrawing, ending and reopening, without a database."""

from uuid import uuid4

import pytest

from casework.record.events import CaseReopened, CaseWithdrawn
from casework.vocabulary import CaseState, ClockName, ClosingCode, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, By, PureCase, someone
from tests.casework.pure_road import REPORTER, REX, SAM, SOL, triaged

VERA: By = (someone("vera"), Seat.REVIEWER)
VIC: By = (someone("vic"), Seat.REVIEWER)
PIA: By = (someone("pia"), Seat.PROTECTION_OFFICER)
REGI: By = (someone("regi"), Seat.REGISTRAR)
SAME = {"same": True, "charged": False, "clash": False}


def closed() -> PureCase:
    case = triaged()
    case.two(Verb.DISMISS_CASE, first=SOL, second=SAM, codes=(ClosingCode.OUT_OF_SCOPE,))
    case.wait(days=31)
    case.do(Verb.REVIEW_LAPSES, by=CLOCK)
    return case


def merged() -> PureCase:
    case = triaged()
    case.two(Verb.MERGE_CASE, first=SOL, second=SAM, into=uuid4(), **SAME)
    return case


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"same": False}, "same_respondent_and_facts"),
        ({"charged": True}, "other_case_is_not_charged"),
        ({"clash": True}, "nobody_would_hold_two_seats"),
    ],
)
def test_complaints_that_do_not_belong_together_stay_apart(given: dict[str, bool], reason: str) -> None:
    case = triaged()
    case.do(Verb.PROPOSE_STEP, by=SOL, proposed=Verb.MERGE_CASE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.MERGE_CASE, by=SAM, into=uuid4(), **SAME | given)
    assert refused.value.reasons == (REASONS[reason],)


def test_a_merged_complaint_can_be_taken_out_again() -> None:
    case = merged()
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.DUPLICATE)
    case.two(Verb.UNMERGE_CASE, first=SOL, second=SAM, charged=False)
    assert (case.state, case.closing_code, case.view.closing_code) == (CaseState.SCREENING, "", None)


def test_only_a_merged_case_is_unmerged() -> None:
    assert REASONS["closed_by_merging"] in closed().reasons(Verb.UNMERGE_CASE, by=SOL)


def test_a_joined_case_that_was_closed_otherwise_is_not_separated_any_more() -> None:
    case = merged()
    case.happen(CaseReopened(endless=False, to_state=CaseState.SCREENING))
    case.happen(CaseWithdrawn(closing_code=ClosingCode.WITHDRAWN, to_state=CaseState.CLOSED))
    assert REASONS["closed_by_merging"] in case.reasons(Verb.UNMERGE_CASE, by=SOL)


def asked_to_withdraw() -> PureCase:
    case = triaged()
    case.do(Verb.ASK_WITHDRAWAL, by=REPORTER)
    return case


def test_a_withdrawal_that_nobody_asked_for_is_refused() -> None:
    case = triaged()
    reasons = case.reasons(Verb.ACCEPT_WITHDRAWAL, by=VERA)
    names = ["withdrawal_is_asked", "withdrawal_wait_is_over", "second_person_signed"]
    assert reasons == [case.reason(name) for name in names]


def test_a_withdrawal_is_accepted_by_two_after_the_wait_without_pressure() -> None:
    case = asked_to_withdraw()
    assert case.reason("withdrawal_wait_is_over") in case.reasons(Verb.ACCEPT_WITHDRAWAL, by=VERA)
    case.wait(days=15)
    signature = REASONS["second_person_signed"]
    assert case.reasons(Verb.ACCEPT_WITHDRAWAL, by=VERA) == [REASONS["coercion_is_checked"], signature]
    case.do(Verb.CHECK_COERCION, by=PIA, subject=REPORTER[0])
    case.two(Verb.ACCEPT_WITHDRAWAL, first=VERA, second=PIA)
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.WITHDRAWN)


def test_a_request_to_withdraw_stops_nothing_and_can_be_taken_back() -> None:
    case = asked_to_withdraw()
    assert case.reasons(Verb.ASK_WITHDRAWAL, by=REPORTER) == [REASONS["withdrawal_is_not_asked"]]
    running = {run.name for run in case.view.clocks if run.running}
    assert running == {ClockName.SCREEN, ClockName.FEEDBACK, ClockName.STATUS, ClockName.WITHDRAWAL_WAIT}
    case.do(Verb.TAKE_BACK_WITHDRAWAL, by=REPORTER)
    assert case.reasons(Verb.TAKE_BACK_WITHDRAWAL, by=REPORTER) == [REASONS["withdrawal_is_yours"]]
    assert {run.name for run in case.view.clocks if run.running} == running - {ClockName.WITHDRAWAL_WAIT}


def test_an_adopted_case_cannot_be_withdrawn_and_its_reporter_is_a_witness_too() -> None:
    case = asked_to_withdraw()
    case.do(Verb.ADOPT_CASE, by=VERA)
    assert case.view.people.seats_of(REPORTER[0]) == {Seat.COMPLAINANT, Seat.WITNESS}
    assert case.reasons(Verb.ASK_WITHDRAWAL, by=REPORTER) == [REASONS["case_is_not_adopted"]]
    assert REASONS["withdrawal_is_asked"] in case.reasons(Verb.ACCEPT_WITHDRAWAL, by=VERA)
    assert (case.state, case.replayed()) == (CaseState.SCREENING, case.view)


def test_one_of_two_reporters_is_let_go_and_the_other_keeps_the_case_alive() -> None:
    case = asked_to_withdraw()
    subject = {"subject": REPORTER[0]}
    assert REASONS["another_complaint_lives"] in case.reasons(Verb.RELEASE_COMPLAINT, by=VERA)
    case.seat("another reporter", Seat.COMPLAINANT)
    case.wait(days=15)
    assert REASONS["no_other_live_complaint"] in case.reasons(Verb.ACCEPT_WITHDRAWAL, by=VERA)
    case.do(Verb.PROPOSE_STEP, by=VERA, proposed=Verb.RELEASE_COMPLAINT, subject=REPORTER[0])
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RELEASE_COMPLAINT, by=PIA, **subject | {"subject": someone("another reporter")})
    assert refused.value.reasons == (REASONS["withdrawal_of_this_reporter_waits"],)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RELEASE_COMPLAINT, by=PIA, **subject)
    assert refused.value.reasons == (REASONS["coercion_is_checked"],)
    case.do(Verb.CHECK_COERCION, by=PIA, **subject)
    case.two(Verb.RELEASE_COMPLAINT, first=VERA, second=PIA, **subject)
    assert (case.state, case.view.joining.withdrawn) == (CaseState.SCREENING, frozenset({REPORTER[0]}))
    assert case.reasons(Verb.ASK_WITHDRAWAL, by=REPORTER) == [REASONS["withdrawal_is_not_asked"]]
    assert case.replayed() == case.view


def test_cases_are_linked_once_and_severed_once() -> None:
    case = triaged()
    other = someone("another case")
    with pytest.raises(NotNow) as refused:
        case.do(Verb.LINK_CASES, by=SOL, other=other, clash=True)
    assert refused.value.reasons == (REASONS["nobody_would_hold_two_seats"],)
    case.do(Verb.LINK_CASES, by=SOL, other=other, clash=False)
    with pytest.raises(NotNow):
        case.do(Verb.LINK_CASES, by=SOL, other=other, clash=False)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SEVER_CASES, by=SOL, other=someone("a third case"))
    assert refused.value.reasons == (REASONS["link_is_in_force"],)
    case.do(Verb.SEVER_CASES, by=SOL, other=other)
    assert case.view.joining.linked == frozenset()
    assert case.reasons(Verb.SEVER_CASES, by=SOL) == [REASONS["a_case_is_linked"]]


def test_a_death_ends_the_case_with_proof_and_two_hands() -> None:
    case = triaged()
    assert REASONS["respondent_is_known"] in case.reasons(Verb.ABATE_CASE, by=REGI)
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    case.do(Verb.PROPOSE_STEP, by=REGI, proposed=Verb.ABATE_CASE)
    with pytest.raises(NotNow):
        case.do(Verb.ABATE_CASE, by=VERA, proof_written=False)
    case.do(Verb.ABATE_CASE, by=VERA, proof_written=True)
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.ABATED_BY_DEATH)
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.RETENTION}


def test_a_case_is_reopened_by_two_new_people_within_two_years() -> None:
    case = closed()
    case.two(Verb.REOPEN_CASE, first=VERA, second=VIC, endless=False)
    assert (case.state, case.view.closing_code, case.view.people.holding(Seat.SCREENER)) == (
        CaseState.SCREENING,
        None,
        frozenset(),
    )


def test_after_two_years_only_a_ground_without_end_reopens() -> None:
    case = closed()
    case.wait(days=740)
    case.do(Verb.PROPOSE_STEP, by=VERA, proposed=Verb.REOPEN_CASE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.REOPEN_CASE, by=VIC, endless=False)
    assert refused.value.reasons == (REASONS["within_two_years_unless_fraud"],)
    case.do(Verb.REOPEN_CASE, by=VIC, endless=True)
    assert case.state == CaseState.SCREENING


def test_who_decided_here_does_not_reopen() -> None:
    assert REASONS["officers_are_new"] in closed().reasons(Verb.REOPEN_CASE, by=(SOL[0], Seat.REVIEWER))


def test_a_case_never_charged_does_not_go_to_a_panel() -> None:
    assert REASONS["closed_after_charge"] in closed().reasons(Verb.REOPEN_TO_PANEL, by=VERA)
