"""The report, the comments on it, and the deciders, without a database."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from casework.procedure.case_to_answer.forms import VoteCaseToAnswerForm
from casework.procedure.notice.forms import RespondToNoticeForm
from casework.record.events import ConflictDetected
from casework.vocabulary import AllegationState, CaseState, ClockName, ClosingCode, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.canonical import decode, encode
from tests.casework.panel_road import charge, charged
from tests.casework.pure import By
from tests.casework.pure_answer import (
    DAN,
    DEE,
    DOT,
    RESPONDENT,
    answered,
    default_waits,
    past,
    shared,
    vote,
    with_deciders,
)
from tests.casework.pure_road import FIRST, OLA, REPORTER

SECOND = UUID(int=2)
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
    fact = case.do(Verb.FINALISE_REPORT, by=OLA, proposes_sanction=False, comments=(one.id, two.id))
    assert (case.state, fact.comments) == (CaseState.CASE_TO_ANSWER, (one.id, two.id))
    running = {run.name for run in case.facts.clocks if run.running}
    assert running == {ClockName.STATUS, ClockName.FEEDBACK, ClockName.CTA}


def test_a_new_draft_gives_the_time_to_comment_again() -> None:
    case = shared()
    case.do(Verb.COMMENT_ON_REPORT, by=REPORTER)
    case.do(Verb.SHARE_DRAFT_REPORT, by=OLA, proposes_sanction=False)
    assert case.facts.report.commented == frozenset()
    assert len(case.facts.report.comments) == 1
    run = case.facts.clock(ClockName.REPORT_COMMENTS)
    assert run is not None and run.due is None


@pytest.mark.parametrize(
    ("allegations", "sees_case", "reasons"),
    [
        ((), (), True),
        ((FIRST,), (), True),
        ((uuid4(),), (True,), True),
        ((FIRST, FIRST), (True, False), True),
        ((FIRST,), (True,), False),
    ],
)
def test_a_vote_says_one_thing_on_each_allegation_with_reasons(
    allegations: tuple[UUID, ...], sees_case: tuple[bool, ...], reasons: bool
) -> None:
    case = with_deciders()
    given = {"allegations": allegations, "sees_case": sees_case, "reasons": reasons}
    with pytest.raises(NotNow) as refused:
        case.do(Verb.VOTE_CASE_TO_ANSWER, by=DEE, **given)
    assert refused.value.reasons == (REASONS["reasons_are_given_per_allegation"],)
    assert case.facts.report.votes == ()


def test_a_decider_votes_once() -> None:
    case = with_deciders()
    vote(case, DEE, sees=True)
    assert case.reasons(Verb.VOTE_CASE_TO_ANSWER, by=DEE) == [REASONS["decider_has_not_voted"]]
    assert case.reasons(Verb.VOTE_CASE_TO_ANSWER, by=DAN) == []


def test_two_who_agree_are_enough_and_one_is_not() -> None:
    case = with_deciders()
    vote(case, DEE, sees=True)
    waiting = [REASONS["all_deciders_voted_or_two_agree"], REASONS["some_allegation_has_two_votes"]]
    assert case.reasons(Verb.FIND_CASE_TO_ANSWER, by=DEE) == waiting
    vote(case, DAN, sees=True)
    assert case.reasons(Verb.FIND_NO_CASE_TO_ANSWER, by=DEE) == [REASONS["no_allegation_has_two_votes"]]
    fact = case.do(Verb.FIND_CASE_TO_ANSWER, by=DAN)
    (allegation,) = case.facts.allegations.all
    assert (case.state, fact.charged, allegation.state) == (
        CaseState.PANEL_FORMING,
        (FIRST,),
        AllegationState.CHARGED,
    )
    assert {run.name for run in case.facts.clocks if run.running} >= {ClockName.PANEL_LIST}
    assert case.replayed() == case.facts


def test_a_split_vote_waits_for_the_third() -> None:
    case = with_deciders()
    vote(case, DEE, sees=True)
    vote(case, DAN, sees=False)
    assert REASONS["all_deciders_voted_or_two_agree"] in case.reasons(Verb.FIND_NO_CASE_TO_ANSWER, by=DEE)
    vote(case, DOT, sees=False)
    case.do(Verb.FIND_NO_CASE_TO_ANSWER, by=DOT)
    (allegation,) = case.facts.allegations.all
    assert (case.state, case.closing_code, case.facts.closing_code, allegation.state) == (
        CaseState.CLOSED,
        ClosingCode.NO_CASE_TO_ANSWER,
        ClosingCode.NO_CASE_TO_ANSWER,
        AllegationState.NO_CASE,
    )
    assert {run.name for run in case.facts.clocks if run.running} == {ClockName.REOPEN, ClockName.RETENTION}
    assert case.replayed() == case.facts


def test_the_vote_of_someone_found_conflicted_does_not_count() -> None:
    case = with_deciders()
    vote(case, DEE, sees=True)
    vote(case, DAN, sees=True)
    case.happen(ConflictDetected(person=DAN[0], provisional=False))
    assert REASONS["some_allegation_has_two_votes"] in case.reasons(Verb.FIND_CASE_TO_ANSWER, by=DEE)
    vote(case, DOT, sees=True)
    assert case.reasons(Verb.FIND_CASE_TO_ANSWER, by=DEE) == []


def test_what_no_two_deciders_saw_ends_without_a_charge() -> None:
    case = with_deciders(SECOND)
    vote(case, DEE, on={FIRST: True, SECOND: False})
    vote(case, DAN, on={FIRST: True, SECOND: True})
    assert REASONS["all_deciders_voted_or_two_agree"] in case.reasons(Verb.FIND_CASE_TO_ANSWER, by=DEE)
    vote(case, DOT, on={FIRST: False, SECOND: False})
    case.do(Verb.FIND_CASE_TO_ANSWER, by=DOT)
    assert [one.state for one in case.facts.allegations.all] == [AllegationState.CHARGED, AllegationState.NO_CASE]


def test_reasons_on_an_allegation_of_several_days_can_be_kept_in_any_language() -> None:
    long = replace(charge(state=AllegationState.IN_SCOPE, answer=None), last_day=date(2026, 1, 14))
    typed = {f"answer_{long.id.hex}": "deny", f"sees_{long.id.hex}": "yes", f"reasons_{long.id.hex}": "Nothing in it."}
    facts = charged(long).facts
    kept = {"allegation": "commitment 3, 12 January 2026 – 14 January 2026", "reasons": "Nothing in it."}
    for form in (RespondToNoticeForm(typed, facts=facts), VoteCaseToAnswerForm(typed, facts=facts)):
        assert form.is_valid(), form.errors
        assert decode(encode(form.given()["reasons"])) == [kept]
