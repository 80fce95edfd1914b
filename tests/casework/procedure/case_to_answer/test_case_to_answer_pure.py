"""The deciders' question, without a database."""

from uuid import UUID, uuid4

import pytest

from casework.record.events import ConflictDetected
from casework.record.state.report_votes import vote_ended_without
from casework.vocabulary import AllegationState, CaseState, ClockName, ClosingCode, NotNow, Verb
from casework.workflow.guard import REASONS
from casework.workflow.turns import next_to_act
from tests.casework.pure_answer import DAN, DEE, DOT, vote, with_deciders
from tests.casework.pure_road import FIRST

SECOND = UUID(int=2)


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
    assert case.view.report.votes == ()


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
    event = case.do(Verb.FIND_CASE_TO_ANSWER, by=DAN)
    (allegation,) = case.view.allegations.all
    assert case.state == CaseState.PANEL_FORMING
    assert event.charged == (FIRST,)
    assert allegation.state == AllegationState.CHARGED
    assert {run.name for run in case.view.clocks if run.running} >= {ClockName.PANEL_LIST}
    assert case.replayed() == case.view


def test_the_vote_ends_with_the_second_equal_vote_on_every_allegation() -> None:
    case = with_deciders(SECOND)
    over = REASONS["vote_on_report_runs"]
    vote(case, DEE, on={FIRST: True, SECOND: False})
    vote(case, DAN, on={FIRST: True, SECOND: True})
    assert case.reasons(Verb.VOTE_CASE_TO_ANSWER, by=DOT) == []
    vote(case, DOT, on={FIRST: True, SECOND: True})
    assert over in case.reasons(Verb.VOTE_CASE_TO_ANSWER, by=DOT)
    equal = with_deciders()
    vote(equal, DEE, sees=True)
    assert vote_ended_without(equal.view, DOT[0]) is False
    vote(equal, DAN, sees=True)
    assert equal.reasons(Verb.VOTE_CASE_TO_ANSWER, by=DOT) == [over]
    assert [vote_ended_without(equal.view, one[0]) for one in (DEE, DAN, DOT)] == [False, False, True]


def test_a_vote_runs_again_if_one_of_the_two_may_not_sit() -> None:
    case = with_deciders()
    vote(case, DEE, sees=True)
    vote(case, DAN, sees=True)
    case.happen(ConflictDetected(person=DAN[0], provisional=False))
    assert case.reasons(Verb.VOTE_CASE_TO_ANSWER, by=DOT) == []
    assert vote_ended_without(case.view, DOT[0]) is False


def test_nobody_is_asked_to_seat_a_third_decider_once_two_agree() -> None:
    case = with_deciders()
    case.happen(ConflictDetected(person=DOT[0], provisional=False))
    vote(case, DEE, sees=True)
    assert next_to_act(case.view).step is Verb.SEAT_OFFICER
    vote(case, DAN, sees=True)
    assert next_to_act(case.view).step is Verb.FIND_CASE_TO_ANSWER


def test_a_split_vote_waits_for_the_third() -> None:
    case = with_deciders()
    vote(case, DEE, sees=True)
    vote(case, DAN, sees=False)
    assert REASONS["all_deciders_voted_or_two_agree"] in case.reasons(Verb.FIND_NO_CASE_TO_ANSWER, by=DEE)
    vote(case, DOT, sees=False)
    case.do(Verb.FIND_NO_CASE_TO_ANSWER, by=DOT)
    (allegation,) = case.view.allegations.all
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.NO_CASE_TO_ANSWER
    assert case.view.closing_code == ClosingCode.NO_CASE_TO_ANSWER
    assert allegation.state == AllegationState.NO_CASE
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.REOPEN, ClockName.RETENTION}
    assert case.replayed() == case.view


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
    assert [one.state for one in case.view.allegations.all] == [AllegationState.CHARGED, AllegationState.NO_CASE]
