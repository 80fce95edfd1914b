"""Steps of the letter of a decision: the secretary writes it, the chair signs it, and can take it back for a day."""

from uuid import UUID

from casework.procedure.board import guards as board
from casework.procedure.decision_letter import guards
from casework.record import events
from casework.record.state import CaseView
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Verb
from casework.workflow.docket import task
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, step


def letter_is_to_be_written(view: CaseView) -> bool:
    """Whether no letter is with the chair: none was written, or it was taken back."""
    return view.decision_letter.entry is None or view.decision_letter.taken_back


@step(
    Verb.WRITE_DECISION_LETTER,
    S.BOARD_DECISION,
    where=[board.ballot_has_a_result, board.motion_is_not_a_remittal, guards.letter_is_not_signed],
    docket=task(ClockName.BOARD_VOTE, wanted=letter_is_to_be_written),
)
def write_decision_letter(case: CaseMachine, *, chair: UUID) -> events.DecisionLetterWritten:
    """Put the words of the decision before the chair. A signature of earlier words no longer counts."""
    check_guard(guards.chair_took_part, case, chair)
    return events.DecisionLetterWritten(chair=chair)


@step(
    Verb.SIGN_DECISION_LETTER,
    S.BOARD_DECISION,
    where=[board.ballot_has_a_result, guards.letter_waits_for_the_chair],
    decisive=True,
    docket=task(ClockName.BOARD_VOTE),
)
def sign_decision_letter(case: CaseMachine) -> events.DecisionLetterSigned:
    """Sign the letter as chair. It goes out after a day of rest."""
    return events.DecisionLetterSigned()


@step(
    Verb.WITHDRAW_DECISION_LETTER,
    S.BOARD_DECISION,
    where=[guards.a_signed_letter_is_there, guards.letter_still_rests],
)
def withdraw_decision_letter(case: CaseMachine) -> events.DecisionLetterWithdrawn:
    """Take the letter back before it goes out. The decision is what the board carried, and stays."""
    return events.DecisionLetterWithdrawn()
