"""The letter of a decision: the chair signs it, it rests for a day, and the chair can take it back until then."""

from typing import Any

import pytest

from casework.record.events import ConflictDetected
from casework.record.rights import rights_of
from casework.vocabulary import CaseState, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from policy.quorum import Option
from tests.casework.board_road import BEA, BOARD, ballot_ends, before_the_board, opened, sent, signed, with_papers
from tests.casework.pure import By, PureCase, someone

CHAIR = BOARD[0]


def counted() -> PureCase:
    return ballot_ends(opened(with_papers(before_the_board())), Option.L2, BOARD[:6])


def refused(case: PureCase, verb: Verb, by: By, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def may(case: PureCase, by: By) -> set[Verb]:
    """Return which steps of the letter somebody of the board has a right to."""
    letter = {Verb.SIGN_DECISION_LETTER, Verb.WITHDRAW_DECISION_LETTER}
    return letter & rights_of(Seat.BOARD_MEMBER, case.view, by[0])


def test_a_decision_goes_out_a_day_after_the_chair_signed_its_letter() -> None:
    case = counted()
    assert case.reasons(Verb.DECIDE_CASE, by=BEA) == [REASONS["letter_is_signed"]]
    chair = signed(case)
    assert (chair, case.view.state) == (CHAIR, CaseState.BOARD_DECISION)
    case.wait(hours=23)
    assert case.reasons(Verb.DECIDE_CASE, by=BEA) == [REASONS["letter_has_rested"]]
    case.wait(hours=1)
    case.do(Verb.DECIDE_CASE, by=BEA)
    assert (case.view.state, case.view.decision_letter.entry) == (CaseState.APPEAL_WINDOW, None)
    assert case.replayed().decision_letter == case.view.decision_letter


def test_the_chair_alone_signs_and_takes_back() -> None:
    case = counted()
    assert may(case, CHAIR) == set()
    case.do(Verb.WRITE_DECISION_LETTER, by=BEA, chair=CHAIR[0])
    assert (may(case, CHAIR), may(case, BOARD[1])) == (
        {Verb.SIGN_DECISION_LETTER, Verb.WITHDRAW_DECISION_LETTER},
        set(),
    )


@pytest.mark.parametrize("chair", [BOARD[8], (someone("an outsider"), Seat.BOARD_MEMBER)])
def test_the_chair_is_somebody_who_voted(chair: By) -> None:
    said = refused(counted(), Verb.WRITE_DECISION_LETTER, BEA, chair=chair[0])
    assert said == (REASONS["chair_took_part"],)


def test_a_letter_that_was_taken_back_is_written_and_signed_again() -> None:
    case = counted()
    assert case.reasons(Verb.WITHDRAW_DECISION_LETTER, by=CHAIR) == [REASONS["a_signed_letter_is_there"]]
    signed(case)
    assert case.reasons(Verb.WRITE_DECISION_LETTER, by=BEA) == [REASONS["letter_is_not_signed"]]
    case.do(Verb.WITHDRAW_DECISION_LETTER, by=CHAIR)
    assert case.reasons(Verb.SIGN_DECISION_LETTER, by=CHAIR) == [REASONS["letter_waits_for_the_chair"]]
    case.wait(days=2)
    assert case.reasons(Verb.DECIDE_CASE, by=BEA) == [REASONS["letter_is_signed"]]
    assert sent(case).carried is Option.L2


def test_a_letter_cannot_be_taken_back_once_it_has_rested() -> None:
    case = counted()
    signed(case)
    case.wait(days=1)
    assert case.reasons(Verb.WITHDRAW_DECISION_LETTER, by=CHAIR) == [REASONS["letter_still_rests"]]


def test_a_conflict_of_the_chair_voids_the_ballot_and_the_letter_with_it() -> None:
    case = counted()
    signed(case)
    case.happen(ConflictDetected(person=CHAIR[0], provisional=False))
    case.wait(days=1)
    assert REASONS["letter_is_signed"] in case.reasons(Verb.DECIDE_CASE, by=BEA)
    assert case.reasons(Verb.WRITE_DECISION_LETTER, by=BEA) == [REASONS["ballot_has_a_result"]]
    case.do(Verb.VOID_BALLOT, by=BEA)
    assert case.view.decision_letter.entry is None
