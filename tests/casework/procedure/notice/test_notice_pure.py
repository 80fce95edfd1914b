"""The notice, the answer to it, and default, without a database."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from casework.record.clocks import RunningClock
from casework.record.rights import rights_of
from casework.record.state import Sworn
from casework.vocabulary import AllegationState, Answer, CaseState, ClockName, NotNow, Reading, Seat, Verb
from casework.workflow.guard import REASONS
from policy.findings import ParticularKind
from tests.casework.pure import CLOCK, EDITION, By, PureCase
from tests.casework.pure_answer import (
    COPY,
    DEE,
    RESPONDENT,
    answered,
    default_waits,
    lapsed,
    noticed,
    past,
    served,
    with_a_copy,
)
from tests.casework.pure_road import FIRST, OLA, frame, in_investigation

SECOND = UUID(int=2)
LAWYER: By = (UUID(int=7), Seat.REPRESENTATIVE)
ADDED = {
    "allegation": SECOND,
    "commitment": 10,
    "first_day": date(2026, 2, 3),
    "last_day": date(2026, 2, 3),
    "evidence": (COPY,),
}


def clock(case: PureCase, name: ClockName) -> RunningClock:
    run = case.view.clock(name)
    assert run is not None
    return run


def test_the_notice_tells_what_is_in_scope_and_starts_clocks_that_wait_for_service() -> None:
    case = noticed()
    event = case.happened[-1].event
    assert (case.state, event.allegations, event.evidence) == (CaseState.AWAITING_RESPONSE, (FIRST,), (COPY,))  # type: ignore[attr-defined]
    waiting = {run.name for run in case.view.clocks if run.about == event.id and run.due is None}
    assert waiting == {ClockName.NOTICE_ACK, ClockName.RESPONSE}


def test_before_the_notice_the_respondent_is_a_stranger_and_after_it_a_party() -> None:
    assert rights_of(Seat.RESPONDENT, with_a_copy().view) == frozenset()
    assert {Reading.READ_NOTICE, Reading.READ_BUNDLE, Verb.RESPOND_TO_NOTICE} <= rights_of(
        Seat.RESPONDENT, noticed().view
    )


@pytest.mark.parametrize(
    ("given", "guard"),
    [
        ({"evidence": ()}, "evidence_is_attached"),
        ({"evidence": (uuid4(),)}, "evidence_is_attached"),
    ],
)
def test_a_notice_without_copies_does_not_go_out(given: dict[str, object], guard: str) -> None:
    case = with_a_copy()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SERVE_NOTICE, by=OLA, **{"evidence": (COPY,)} | given)
    assert (refused.value.reasons, case.state) == ((REASONS[guard],), CaseState.INVESTIGATION)


def test_a_notice_needs_a_decision_on_identity_particulars_and_a_decider() -> None:
    case = in_investigation()
    case.view = replace(case.view, screening=replace(case.view.screening, identity_decision=None))
    assert case.reasons(Verb.SERVE_NOTICE, by=OLA) == [REASONS["identity_is_decided"], REASONS["deciders_are_seated"]]


def test_an_allegation_that_waits_for_its_scope_holds_the_notice_back() -> None:
    case = with_a_copy()
    frame(case, allegation=SECOND, by=OLA)
    assert case.reasons(Verb.SERVE_NOTICE, by=OLA) == [REASONS["allegations_are_particularised"]]


def test_a_day_without_an_oath_holds_the_notice_back() -> None:
    case = with_a_copy()
    case.view = replace(case.view, sworn=())
    assert case.reasons(Verb.SERVE_NOTICE, by=OLA) == [REASONS["allegations_are_particularised"]]


@pytest.mark.parametrize("by", [RESPONDENT, LAWYER])
def test_acknowledging_proves_service_and_is_done_once(by: By) -> None:
    case = noticed()
    event = case.do(Verb.ACKNOWLEDGE_NOTICE, by=by)
    assert (event.about, event.reader, event.served_on) == (case.view.notice.entry, Seat.RESPONDENT, date(2026, 3, 2))
    assert not clock(case, ClockName.NOTICE_ACK).running
    assert case.reasons(Verb.ACKNOWLEDGE_NOTICE, by=by) == [REASONS["notice_is_unacknowledged"]]


@pytest.mark.parametrize("answer", [one for one in Answer if one is not Answer.PARTLY])
def test_an_answer_to_each_allegation_ends_the_wait_and_starts_the_reporters_time(answer: Answer) -> None:
    case = answered(answer=answer)
    (allegation,) = case.view.allegations.all
    assert case.state == CaseState.RESPONSE_REVIEW
    assert allegation.answer == answer
    assert allegation.state == AllegationState.IN_SCOPE
    assert clock(case, ClockName.REPLY).counts_from == date(2026, 3, 4)
    assert not clock(case, ClockName.RESPONSE).running


@pytest.mark.parametrize(
    ("allegations", "answers"),
    [
        ((), ()),
        ((FIRST,), ()),
        ((FIRST, FIRST), (Answer.DENY, Answer.ADMIT)),
        ((uuid4(),), (Answer.DENY,)),
        ((FIRST, uuid4()), (Answer.DENY, Answer.DENY)),
    ],
)
def test_an_answer_that_leaves_out_or_invents_an_allegation_is_refused(
    allegations: tuple[UUID, ...], answers: tuple[Answer, ...]
) -> None:
    case = served()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RESPOND_TO_NOTICE, by=RESPONDENT, allegations=allegations, answers=answers)
    assert refused.value.reasons == (REASONS["every_allegation_is_answered"],)


TWO = (ParticularKind.ESSENTIAL, ParticularKind.ESSENTIAL)


@pytest.mark.parametrize(
    ("answer", "of_each"),
    [
        (Answer.PARTLY, ()),
        (Answer.PARTLY, (Answer.ADMIT,)),
        (Answer.PARTLY, (Answer.ADMIT, Answer.ADMIT)),
        (Answer.PARTLY, (Answer.DENY, Answer.NO_COMMENT)),
        (Answer.PARTLY, (Answer.ADMIT, Answer.FACTS)),
        (Answer.PARTLY, (Answer.ADMIT, Answer.DENY, Answer.DENY)),
        (Answer.DENY, (Answer.ADMIT, Answer.DENY)),
    ],
)
def test_an_admission_in_part_answers_each_particular_and_admits_one_of_them(
    answer: Answer, of_each: tuple[Answer, ...]
) -> None:
    case = served(kinds=(TWO,))
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RESPOND_TO_NOTICE, by=RESPONDENT, allegations=(FIRST,), answers=(answer,), particulars=of_each)
    assert refused.value.reasons == (REASONS["parts_are_answered"],)


@pytest.mark.parametrize(
    ("answer", "of_each", "admitted"),
    [
        (Answer.ADMIT, (), {0, 1}),
        (Answer.FACTS, (), {0, 1}),
        (Answer.PARTLY, (Answer.DENY, Answer.ADMIT), {1}),
        (Answer.DENY, (), set()),
        (Answer.NO_COMMENT, (), set()),
    ],
)
def test_the_facts_that_an_answer_admits(answer: Answer, of_each: tuple[Answer, ...], admitted: set[int]) -> None:
    case = served(kinds=(TWO,))
    case.do(Verb.RESPOND_TO_NOTICE, by=RESPONDENT, allegations=(FIRST,), answers=(answer,), particulars=of_each)
    assert case.view.allegations.all[0].admitted == admitted


def test_the_time_to_answer_cannot_end_before_it_began() -> None:
    case = noticed()
    case.wait(days=400)
    assert case.reasons(Verb.RESPONSE_LAPSES, by=CLOCK) == [case.reason("response_time_is_over")]


def test_the_last_second_is_in_time_and_the_next_is_not() -> None:
    case = served()
    due = clock(case, ClockName.RESPONSE).due
    assert due is not None
    case.enter(CLOCK, due)
    assert case.reasons(Verb.RESPONSE_LAPSES, by=CLOCK) == [case.reason("response_time_is_over")]
    past(case, ClockName.RESPONSE)
    assert case.reasons(Verb.RESPONSE_LAPSES, by=CLOCK) == []


def test_an_answer_in_the_days_of_grace_counts() -> None:
    case = lapsed()
    case.wait(days=3)
    case.do(Verb.RESPOND_TO_NOTICE, by=RESPONDENT, allegations=(FIRST,), answers=(Answer.NO_COMMENT,))
    assert case.state == CaseState.RESPONSE_REVIEW


def test_an_answer_after_the_days_of_grace_needs_more_time_first() -> None:
    case = lapsed()
    past(case, ClockName.RESPONSE_GRACE)
    assert case.reasons(Verb.RESPOND_TO_NOTICE, by=RESPONDENT) == [REASONS["answer_window_is_open"]]
    case.do(Verb.PROPOSE_DEFAULT, by=CLOCK)
    assert case.reasons(Verb.RESPOND_TO_NOTICE, by=RESPONDENT) == [REASONS["answer_window_is_open"]]


def test_the_clock_proposes_and_a_decider_records_a_default_which_finds_nothing() -> None:
    case = lapsed()
    assert case.reasons(Verb.PROPOSE_DEFAULT, by=CLOCK) == [case.reason("grace_is_over")]
    assert case.reasons(Verb.ENTER_DEFAULT, by=DEE) == [REASONS["default_is_proposed"]]
    case = default_waits()
    case.do(Verb.ENTER_DEFAULT, by=DEE)
    (allegation,) = case.view.allegations.all
    assert case.state == CaseState.RESPONSE_REVIEW
    assert allegation.state == AllegationState.IN_SCOPE
    assert allegation.answer is None
    assert case.view.notice.in_default


def test_a_clock_on_hold_stops_a_default() -> None:
    case = default_waits()
    grace = clock(case, ClockName.RESPONSE_GRACE)
    held = tuple(replace(run, waiting_since=case.view.today) if run == grace else run for run in case.view.clocks)
    case.view = replace(case.view, clocks=held)
    assert case.reasons(Verb.ENTER_DEFAULT, by=DEE) == [REASONS["no_hold_on_the_answer"]]


def test_setting_a_default_aside_gives_the_time_again_from_its_own_service() -> None:
    case = default_waits()
    case.do(Verb.ENTER_DEFAULT, by=DEE)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.SET_ASIDE_DEFAULT, by=DEE, reasons_written=False)
    assert refused.value.reasons == (REASONS["cause_is_good"],)
    event = case.do(Verb.SET_ASIDE_DEFAULT, by=DEE, reasons_written=True)
    assert (case.state, clock(case, ClockName.RESPONSE).counts_from) == (CaseState.AWAITING_RESPONSE, None)
    case.do(Verb.OPEN_LETTER, by=RESPONDENT, about=event.id)
    case.do(Verb.RESPOND_TO_NOTICE, by=RESPONDENT, allegations=(FIRST,), answers=(Answer.DENY,))
    assert (case.state, case.view.notice.in_default) == (CaseState.RESPONSE_REVIEW, False)
    assert case.replayed() == case.view


def test_without_a_default_nothing_is_set_aside() -> None:
    assert answered().reasons(Verb.SET_ASIDE_DEFAULT, by=DEE) == [REASONS["default_is_recorded"]]


def test_an_added_allegation_wants_an_answer_and_what_was_answered_stays() -> None:
    case = answered(answer=Answer.ADMIT)
    case.two(Verb.ADD_ALLEGATION, first=OLA, second=DEE, **ADDED)
    first, second = case.view.allegations.all
    assert case.state == CaseState.AWAITING_RESPONSE
    assert first.answer == Answer.ADMIT
    assert second.answer is None
    assert second.state == AllegationState.IN_SCOPE
    assert second.edition == EDITION
    assert clock(case, ClockName.RESPONSE).about == case.view.notice.entry
    case.do(Verb.RESPOND_TO_NOTICE, by=RESPONDENT, allegations=(SECOND,), answers=(Answer.DENY,))
    assert [one.answer for one in case.view.allegations.all] == [Answer.ADMIT, Answer.DENY]
    assert case.replayed() == case.view


@pytest.mark.parametrize(
    ("given", "guard"),
    [
        ({"last_day": date(2027, 1, 1)}, "conduct_period_is_given"),
        ({"last_day": date(2026, 1, 1)}, "conduct_period_is_given"),
        ({"commitment": 99}, "commitment_is_in_the_edition_sworn"),
        ({"first_day": date(2023, 1, 1)}, "oath_was_in_force_throughout"),
        ({"evidence": ()}, "evidence_is_attached"),
    ],
)
def test_an_added_allegation_needs_all_that_a_notice_needs(given: dict[str, object], guard: str) -> None:
    case = answered()
    with pytest.raises(NotNow) as refused:
        case.two(Verb.ADD_ALLEGATION, first=OLA, second=DEE, **ADDED | given)
    assert refused.value.reasons == (REASONS[guard],)


def test_an_added_allegation_out_of_time_needs_a_waiver() -> None:
    case = answered()
    case.view = replace(case.view, sworn=(Sworn(first=date(2010, 1, 1), last=None, edition=EDITION),))
    old = ADDED | {"first_day": date(2021, 1, 5), "last_day": date(2021, 1, 5)}
    with pytest.raises(NotNow) as refused:
        case.two(Verb.ADD_ALLEGATION, first=OLA, second=DEE, **old)
    assert refused.value.reasons == (REASONS["limitation_is_met_or_waived"],)
    case.do(Verb.ADD_ALLEGATION, by=DEE, **old, waived=True)
    assert case.view.allegations.all[1].waived


def test_an_investigator_alone_adds_no_allegation() -> None:
    with pytest.raises(NotNow) as refused:
        answered().do(Verb.ADD_ALLEGATION, by=OLA, **ADDED)
    assert refused.value.reasons == (REASONS["second_person_signed"],)
