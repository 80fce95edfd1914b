"""Guards of the letter of a decision: who signs it, and until when it can be taken back."""

from uuid import UUID

from casework.procedure.board.guards import letter_is_signed
from casework.workflow.guard import Asked, guard


@guard("The chair has signed the letter. Nobody writes it again unless the chair takes it back.")
def letter_is_not_signed(case: Asked) -> bool:
    return not letter_is_signed(case)


@guard("Choose the chair among those who voted and may still decide.")
def chair_took_part(case: Asked, chair: UUID) -> bool:
    ballot = case.view.board.counted
    return ballot is not None and chair in ballot.voted - case.view.people.barred


@guard("No letter waits for your signature.")
def letter_waits_for_the_chair(case: Asked) -> bool:
    return case.view.decision_letter.waits_for_chair


@guard("There is no signed letter to take back.")
def a_signed_letter_is_there(case: Asked) -> bool:
    return case.view.decision_letter.goes_out_from is not None


@guard("The letter was signed more than 24 hours ago, and cannot be taken back any more.")
def letter_still_rests(case: Asked) -> bool:
    """Whether the letter can still be taken back. True if none is signed: another guard says that."""
    moment = case.view.decision_letter.goes_out_from
    return moment is None or case.view.now < moment
