"""Guards of messages about the progress of a case."""

from datetime import date

from casework.vocabulary import ClockName
from casework.workflow.guard import Asked, guard


@guard("Say what happens next and by when.")
def next_step_and_date_are_given(case: Asked, next_on: date) -> bool:
    return next_on >= case.view.today


@guard("The time for feedback is not running.")
def feedback_is_due(case: Asked) -> bool:
    run = case.view.clock(ClockName.FEEDBACK)
    return run is not None and run.running


@guard("The time for feedback has been extended once already.")
def feedback_not_extended_before(case: Asked) -> bool:
    run = case.view.clock(ClockName.FEEDBACK)
    return run is not None and run.extension == 0
