"""Guards of messages about the progress of a case."""

from dataclasses import replace

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


@guard("Even with more time, the last day for feedback would have passed. Give the feedback now.")
def more_time_would_not_be_over(case: Asked) -> bool:
    """Whether the extended time, which counts from the acknowledgement like the time itself, ends today or later."""
    run, rules = case.view.clock(ClockName.FEEDBACK), case.view.rules
    if run is None or run.counts_from is None:
        return True
    longer = replace(run, extension=rules.clocks[ClockName.FEEDBACK].extension)
    return case.view.today <= longer.last_day(rules.calendar, run.counts_from)
