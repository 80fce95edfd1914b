"""The report and the comments on it, without a database."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from casework.procedure.case_to_answer.forms import VoteCaseToAnswerForm
from casework.procedure.notice.answer_form import RespondToNoticeForm
from casework.vocabulary import AllegationState, CaseState, ClockName, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.canonical import decode, encode
from tests.casework.panel_road import charge, charged
from tests.casework.pure import By
from tests.casework.pure_answer import DEE, RESPONDENT, answered, default_waits, past, shared
from tests.casework.pure_road import OLA, REPORTER

LAWYER: By = (UUID(int=7), Seat.REPRESENTATIVE)


def test_the_reporter_comments_while_the_time_runs_and_once() -> None:
    case = answered()
    case.do(Verb.COMMENT_ON_RESPONSE, by=REPORTER)
    assert case.reasons(Verb.COMMENT_ON_RESPONSE, by=REPORTER) == [case.reason("reply_window_is_open")]
    case = answered()
    past(case, ClockName.REPLY)
    assert case.reasons(Verb.COMMENT_ON_RESPONSE, by=REPORTER) == [case.reason("reply_window_is_open")]


def test_the_draft_waits_for_the_reporters_reply_or_the_end_of_its_time() -> None:
    case = answered()
    assert case.reasons(Verb.SHARE_DRAFT_REPORT, by=OLA) == [case.reason("reply_is_in_or_time_is_over")]
    past(case, ClockName.REPLY)
    assert case.reasons(Verb.SHARE_DRAFT_REPORT, by=OLA) == []


def test_after_a_default_there_is_nothing_to_reply_to() -> None:
    case = default_waits()
    case.do(Verb.ENTER_DEFAULT, by=DEE)
    assert case.reasons(Verb.SHARE_DRAFT_REPORT, by=OLA) == []


def test_a_draft_that_proposes_a_sanction_is_not_shared() -> None:
    case = answered()
    case.do(Verb.COMMENT_ON_RESPONSE, by=REPORTER)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SHARE_DRAFT_REPORT, by=OLA, proposes_sanction=True)
    assert refused.value.reasons == (REASONS["no_sanction_in_the_report"],)


def test_without_a_draft_nobody_comments_and_nothing_is_final() -> None:
    case = answered()
    assert case.reasons(Verb.COMMENT_ON_REPORT, by=REPORTER) == [case.reason("comment_window_is_open")]
    assert case.reasons(Verb.FINALISE_REPORT, by=OLA) == [
        REASONS["draft_was_shared"],
        case.reason("comments_are_in_or_time_is_over"),
        REASONS["three_deciders_are_seated"],
    ]


@pytest.mark.parametrize("side", [RESPONDENT, LAWYER])
def test_both_sides_comments_open_the_way_before_the_time_ends(side: By) -> None:
    case = shared()
    case.seat("dan", Seat.DECIDER)
    case.seat("dot", Seat.DECIDER)
    case.do(Verb.COMMENT_ON_REPORT, by=REPORTER)
    assert case.reasons(Verb.FINALISE_REPORT, by=OLA) == [case.reason("comments_are_in_or_time_is_over")]
    case.do(Verb.COMMENT_ON_REPORT, by=side)
    assert case.reasons(Verb.FINALISE_REPORT, by=OLA) == []


def test_every_comment_goes_with_the_report_as_it_came() -> None:
    case = shared()
    case.seat("dan", Seat.DECIDER)
    case.seat("dot", Seat.DECIDER)
    one = case.do(Verb.COMMENT_ON_REPORT, by=REPORTER)
    two = case.do(Verb.COMMENT_ON_REPORT, by=RESPONDENT)
    for wrong in ((), (one.id,), (two.id, one.id)):
        with pytest.raises(NotNow) as refused:
            case.do(Verb.FINALISE_REPORT, by=OLA, proposes_sanction=False, comments=wrong)
        assert refused.value.reasons == (REASONS["comments_are_appended"],)
    event = case.do(Verb.FINALISE_REPORT, by=OLA, proposes_sanction=False, comments=(one.id, two.id))
    assert (case.state, event.comments) == (CaseState.CASE_TO_ANSWER, (one.id, two.id))
    running = {run.name for run in case.view.clocks if run.running}
    assert running == {ClockName.STATUS, ClockName.FEEDBACK, ClockName.CTA}


def test_a_new_draft_gives_the_time_to_comment_again() -> None:
    case = shared()
    case.do(Verb.COMMENT_ON_REPORT, by=REPORTER)
    case.do(Verb.SHARE_DRAFT_REPORT, by=OLA, proposes_sanction=False)
    assert case.view.report.commented == frozenset()
    assert len(case.view.report.comments) == 1
    run = case.view.clock(ClockName.REPORT_COMMENTS)
    assert run is not None and run.due is None


def test_reasons_on_an_allegation_of_several_days_can_be_kept_in_any_language() -> None:
    long = replace(charge(state=AllegationState.IN_SCOPE, answer=None), last_day=date(2026, 1, 14))
    typed = {f"answer_{long.id.hex}": "deny", f"sees_{long.id.hex}": "yes", f"reasons_{long.id.hex}": "Nothing in it."}
    view = charged(long).view
    kept = {"allegation": "commitment 3, 12 January 2026 – 14 January 2026", "reasons": "Nothing in it."}
    for form in (RespondToNoticeForm(typed, view=view), VoteCaseToAnswerForm(typed, view=view)):
        assert form.is_valid(), form.errors
        assert decode(encode(form.step_input()["reasons"])) == [kept]
