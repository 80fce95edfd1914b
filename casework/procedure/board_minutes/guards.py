"""Guards of the minutes of a ballot: who may write, approve and correct them, and until when."""

from casework.workflow.guard import Asked, guard


@guard("Nobody has written the minutes yet.")
def minutes_are_written(case: Asked) -> bool:
    return case.view.board.minutes is not None


@guard("Everybody who sat has approved these minutes. They stand as they are.")
def minutes_are_not_final(case: Asked) -> bool:
    return bool(case.view.board.to_approve - case.view.people.barred) or case.view.board.minutes is None


@guard("Somebody asked for a correction. The minutes come back to you once they are corrected.")
def no_correction_waits(case: Asked) -> bool:
    minutes = case.view.board.minutes
    return minutes is None or not minutes.correction_waits


@guard("You have approved these minutes already.")
def reader_has_not_approved(case: Asked) -> bool:
    minutes = case.view.board.minutes
    return minutes is None or case.acting.person not in minutes.approved
