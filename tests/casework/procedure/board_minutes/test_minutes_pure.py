"""Who writes, approves and corrects the minutes of a ballot, and when they are final."""

from casework.vocabulary import Verb
from casework.workflow.guard import REASONS
from policy.quorum import Option
from tests.casework.board_road import BEA, BOARD, ballot_ends, before_the_board, opened, sent, with_papers


def test_minutes_are_final_once_everybody_who_voted_has_approved_the_same_words() -> None:
    voters = BOARD[:6]
    case = ballot_ends(opened(with_papers(before_the_board())), Option.L2, voters)
    sent(case)
    assert case.reasons(Verb.APPROVE_BOARD_MINUTES, by=voters[0]) == [REASONS["minutes_are_written"]]
    case.do(Verb.WRITE_BOARD_MINUTES, by=BEA)
    case.do(Verb.APPROVE_BOARD_MINUTES, by=voters[0])
    assert case.reasons(Verb.APPROVE_BOARD_MINUTES, by=voters[0]) == [REASONS["reader_has_not_approved"]]
    case.do(Verb.CORRECT_BOARD_MINUTES, by=voters[1])
    assert case.reasons(Verb.APPROVE_BOARD_MINUTES, by=voters[2]) == [REASONS["no_correction_waits"]]
    case.do(Verb.WRITE_BOARD_MINUTES, by=BEA)
    assert case.view.board.to_approve == {person for person, _ in voters}
    for one in voters:
        case.do(Verb.APPROVE_BOARD_MINUTES, by=one)
    assert case.view.board.to_approve == frozenset()
    assert case.reasons(Verb.WRITE_BOARD_MINUTES, by=BEA) == [REASONS["minutes_are_not_final"]]
