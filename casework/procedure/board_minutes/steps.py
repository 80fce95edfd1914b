"""Steps of the minutes of a ballot: the secretary writes them, and those who sat approve them or ask for a correction."""

from casework.procedure.board_minutes import guards
from casework.record import events
from casework.record.state import CaseView
from casework.vocabulary import Verb
from casework.vocabulary.states import DECIDED
from casework.workflow.common_guards import content_still_exists
from casework.workflow.docket import task
from casework.workflow.step import CaseMachine, step


def minutes_are_to_be_written(view: CaseView) -> bool:
    """Whether the board decided and there are no minutes yet, or a correction waits."""
    if view.board.counted is None:
        return False
    return view.board.minutes is None or view.board.minutes.correction_waits


@step(
    Verb.WRITE_BOARD_MINUTES,
    sorted(DECIDED),
    where=[guards.minutes_are_not_final, content_still_exists],
    docket=task(wanted=minutes_are_to_be_written),
)
def write_board_minutes(case: CaseMachine) -> events.BoardMinutesWritten:
    """Put the minutes before those who sat. Approvals of earlier words no longer count."""
    return events.BoardMinutesWritten()


@step(
    Verb.APPROVE_BOARD_MINUTES,
    sorted(DECIDED),
    where=[guards.minutes_are_written, guards.reader_has_not_approved, guards.no_correction_waits],
    docket=task(),
)
def approve_board_minutes(case: CaseMachine) -> events.BoardMinutesApproved:
    """Say that the minutes are right."""
    return events.BoardMinutesApproved()


@step(
    Verb.CORRECT_BOARD_MINUTES,
    sorted(DECIDED),
    where=[
        guards.minutes_are_written,
        guards.reader_has_not_approved,
        guards.no_correction_waits,
        content_still_exists,
    ],
)
def correct_board_minutes(case: CaseMachine) -> events.BoardMinutesReturned:
    """Give the minutes back to the secretary, with what is wrong in them."""
    return events.BoardMinutesReturned()
