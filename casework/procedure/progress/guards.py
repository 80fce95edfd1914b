"""Guards of messages about the progress of a case."""

from casework.vocabulary import ClockName
from casework.workflow.guard import Asked, guard


@guard("The time for feedback is not running.")
def feedback_is_due(case: Asked) -> bool:
    run = case.view.clock(ClockName.FEEDBACK)
    return run is not None and run.running


@guard("The time for feedback has been extended once already.")
def feedback_not_extended_before(case: Asked) -> bool:
    run = case.view.clock(ClockName.FEEDBACK)
    return run is not None and run.extension == 0
