"""Dismissal, review and referral, without a database."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.record.events import StepProposed
from casework.vocabulary import CaseState, ClockName, ClosingCode, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, SWORN, By, PureCase, someone
from tests.casework.pure_road import (
    FIRST,
    OLA,
    REPORTER,
    REX,
    SAM,
    SOL,
    frame,
    in_investigation,
    in_screening,
    ready_to_investigate,
    triaged,
)

VERA: By = (someone("vera"), Seat.REVIEWER)
OUT = {"codes": (ClosingCode.OUT_OF_SCOPE,)}


def dismissed() -> PureCase:
    case = triaged()
    case.two(Verb.DISMISS_CASE, first=SOL, second=SAM, **OUT)
    return case


def under_review() -> PureCase:
    case = dismissed()
    case.do(Verb.REQUEST_REVIEW, by=REPORTER)
    return case


def stopped() -> PureCase:
    case = in_investigation()
    dee = case.seat("dee", Seat.DECIDER)
    given = {"allegations": (FIRST,), "codes": (ClosingCode.INSUFFICIENT_INFORMATION,)}
    case.two(Verb.STOP_INVESTIGATION, first=OLA, second=dee, **given)
    return case


def test_two_screeners_dismiss_and_the_time_for_a_review_runs() -> None:
    case = dismissed()
    assert (case.state, case.dismissed_from, case.view.dismissal.code) == (
        CaseState.DISMISSED,
        CaseState.SCREENING,
        ClosingCode.OUT_OF_SCOPE,
    )
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.REVIEW, ClockName.STATUS}


def test_one_screener_alone_dismisses_nothing() -> None:
    case = triaged()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.DISMISS_CASE, by=SOL, **OUT)
    assert refused.value.reasons == (REASONS["second_person_signed"],)
    case.do(Verb.PROPOSE_STEP, by=SOL, proposed=Verb.DISMISS_CASE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.DISMISS_CASE, by=SOL, **OUT)
    assert refused.value.reasons == (REASONS["second_person_signed"],)


def test_of_two_ends_that_wait_only_the_first_can_be_signed() -> None:
    case = ready_to_investigate()
    case.happen(StepProposed(step=Verb.REFER_CASE), by=SOL)
    case.happen(StepProposed(step=Verb.DISMISS_CASE), by=SOL)
    assert case.reasons(Verb.DISMISS_CASE, by=SAM) == [REASONS["no_end_waits_other_than_dismiss_case"]]
    case.do(Verb.REFER_CASE, by=SAM, consented=True, duty=False)
    assert case.state == CaseState.CLOSED


def test_no_end_of_an_investigation_is_put_forward_beside_another() -> None:
    case = in_investigation()
    dee = case.seat("dee", Seat.DECIDER)
    referral = case.do(Verb.PROPOSE_STEP, by=OLA, proposed=Verb.REFER_CASE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.PROPOSE_STEP, by=OLA, proposed=Verb.STOP_INVESTIGATION)
    assert refused.value.reasons == (REASONS["no_end_waits_other_than_stop_investigation"],)
    case.do(Verb.RETURN_STEP, by=dee, proposed=Verb.REFER_CASE, signs=referral.id, reason_written=True)
    case.do(Verb.PROPOSE_STEP, by=OLA, proposed=Verb.STOP_INVESTIGATION)


def test_without_the_risk_assessment_nothing_is_dismissed() -> None:
    assert REASONS["risk_is_triaged"] in in_screening().reasons(Verb.DISMISS_CASE, by=SOL)


@pytest.mark.parametrize(
    ("allegations", "codes"),
    [
        ((), ()),
        ((), (ClosingCode.OUT_OF_SCOPE,)),
        ((FIRST,), (ClosingCode.EXPELLED,)),
        ((FIRST, FIRST), (ClosingCode.OUT_OF_SCOPE,)),
        ((FIRST,), (ClosingCode.OUT_OF_SCOPE, ClosingCode.DUPLICATE)),
        ((uuid4(),), (ClosingCode.OUT_OF_SCOPE,)),
    ],
)
def test_each_open_allegation_needs_one_code_of_a_dismissal(
    allegations: tuple[UUID, ...], codes: tuple[ClosingCode, ...]
) -> None:
    case = triaged()
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    frame(case)
    case.do(Verb.PROPOSE_STEP, by=SOL, proposed=Verb.DISMISS_CASE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.DISMISS_CASE, by=SAM, allegations=allegations, codes=codes)
    assert refused.value.reasons == (REASONS["every_allegation_has_a_code_and_reasons"],)
    assert case.dismissed_from == ""


def test_of_several_codes_the_first_in_the_rules_order_closes_the_case() -> None:
    case = triaged()
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    first, second = frame(case), frame(case, allegation=uuid4())
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=first, in_scope=False, code=ClosingCode.OUT_OF_SCOPE)
    given = {"allegations": (second,), "codes": (ClosingCode.DUPLICATE,)}
    case.two(Verb.DISMISS_CASE, first=SOL, second=SAM, **given)
    assert case.view.dismissal.code is ClosingCode.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (ClosingCode.NO_JURISDICTION, "no_oath_fits_the_sheet"),
        (ClosingCode.TIME_BARRED, "too_late_fits_the_sheet"),
    ],
)
def test_a_code_that_the_sheet_contradicts_ends_nothing(code: ClosingCode, reason: str) -> None:
    case = ready_to_investigate()
    case.do(Verb.PROPOSE_STEP, by=SOL, proposed=Verb.DISMISS_CASE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.DISMISS_CASE, by=SAM, allegations=(FIRST,), codes=(code,))
    assert refused.value.reasons == (REASONS[reason],)
    assert case.dismissed_from == ""


@pytest.mark.parametrize(
    ("code", "days"),
    [
        (ClosingCode.NO_JURISDICTION, {"first_day": date(2023, 12, 20), "last_day": date(2024, 2, 1)}),
        (ClosingCode.OUT_OF_SCOPE, {}),
    ],
)
def test_a_code_that_the_sheet_bears_out_or_that_is_a_view_ends_the_case(
    code: ClosingCode, days: dict[str, Any]
) -> None:
    case = triaged()
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=frame(case, **days), in_scope=True)
    case.two(Verb.DISMISS_CASE, first=SOL, second=SAM, allegations=(FIRST,), codes=(code,))
    assert case.view.dismissal.code is code


def test_what_was_reported_too_late_ends_as_such() -> None:
    case = triaged()
    case.view = replace(case.view, sworn=(replace(SWORN, first=date(2000, 1, 1)),))
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    frame(case, first_day=date(2023, 1, 1), last_day=date(2023, 1, 1))
    case.two(Verb.DISMISS_CASE, first=SOL, second=SAM, allegations=(FIRST,), codes=(ClosingCode.TIME_BARRED,))
    assert case.view.dismissal.code is ClosingCode.TIME_BARRED


def test_a_code_that_the_sheet_contradicts_puts_no_allegation_out_of_scope() -> None:
    case = triaged()
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    given = {"allegation": frame(case), "in_scope": False}
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SCOPE_ALLEGATION, by=SOL, code=ClosingCode.NO_JURISDICTION, **given)
    assert refused.value.reasons == (REASONS["no_oath_fits_the_sheet"],)
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, code=ClosingCode.OUT_OF_SCOPE, **given)


def test_the_case_closes_when_nobody_asks_for_a_review_in_time() -> None:
    case = dismissed()
    assert case.reasons(Verb.REVIEW_LAPSES, by=CLOCK) == [case.reason("review_time_is_over")]
    case.wait(days=31)
    case.do(Verb.REVIEW_LAPSES, by=CLOCK)
    assert (case.state, case.closing_code, case.view.closing_code) == (
        CaseState.CLOSED,
        ClosingCode.OUT_OF_SCOPE,
        ClosingCode.OUT_OF_SCOPE,
    )
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.REOPEN, ClockName.RETENTION}


def test_a_review_asked_for_too_late_is_refused() -> None:
    case = dismissed()
    case.wait(days=31)
    assert case.reasons(Verb.REQUEST_REVIEW, by=REPORTER) == [case.reason("review_is_in_time")]


def test_a_dismissal_upheld_closes_the_case_with_its_code() -> None:
    case = under_review()
    case.do(Verb.UPHOLD_DISMISSAL, by=VERA)
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.OUT_OF_SCOPE)


def test_a_reviewer_who_screened_this_case_is_not_free() -> None:
    case = under_review()
    assert case.reasons(Verb.UPHOLD_DISMISSAL, by=(SOL[0], Seat.REVIEWER)) == [REASONS["actor_is_free_to_act"]]


def test_a_reinstated_case_gets_a_new_pair_of_screeners() -> None:
    case = under_review()
    case.do(Verb.REINSTATE_CASE, by=VERA)
    assert case.view.people.holding(Seat.SCREENER) == frozenset()
    ines: By = (someone("ines"), Seat.INTAKE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SEAT_OFFICER, by=ines, person=SOL[0], seat=Seat.SCREENER, by_rota=True)
    assert refused.value.reasons == (REASONS["person_is_free_to_sit"],)
    case.do(Verb.SEAT_OFFICER, by=ines, person=someone("sky"), seat=Seat.SCREENER, by_rota=True)
    assert case.view.people.holding(Seat.SCREENER) == {someone("sky")}


def test_a_case_goes_back_where_it_was_stopped() -> None:
    case = under_review()
    assert case.reasons(Verb.RESUME_INVESTIGATION, by=VERA) == [REASONS["stopped_in_investigation"]]
    other = stopped()
    other.do(Verb.REQUEST_REVIEW, by=REPORTER)
    assert other.reasons(Verb.REINSTATE_CASE, by=VERA) == [REASONS["dismissed_at_screening"]]
    other.do(Verb.RESUME_INVESTIGATION, by=VERA)
    assert (other.state, other.view.closing_code) == (CaseState.INVESTIGATION, None)


def test_a_new_dismissal_may_be_reviewed_again() -> None:
    case = under_review()
    case.do(Verb.REINSTATE_CASE, by=VERA)
    sky, tess = case.seat("sky", Seat.SCREENER), case.seat("tess", Seat.SCREENER)
    case.two(Verb.DISMISS_CASE, first=sky, second=tess, **OUT)
    assert case.reasons(Verb.REQUEST_REVIEW, by=REPORTER) == []


def test_a_referral_needs_consent_or_a_duty_and_two_hands() -> None:
    case = triaged()
    case.do(Verb.PROPOSE_STEP, by=SOL, proposed=Verb.REFER_CASE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.REFER_CASE, by=SAM, consented=False, duty=False)
    assert refused.value.reasons == (REASONS["reporter_consents_or_duty"],)
    case.do(Verb.REFER_CASE, by=SAM, consented=False, duty=True)
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.REFERRED)


def test_in_an_investigation_the_investigator_and_a_decider_refer() -> None:
    case = in_investigation()
    dee = case.seat("dee", Seat.DECIDER)
    case.two(Verb.REFER_CASE, first=OLA, second=dee, consented=True, duty=False)
    assert case.state == CaseState.CLOSED
