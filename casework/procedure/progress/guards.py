"""Guards of messages about the progress of a case."""

from casework.vocabulary import ClockName
from casework.workflow.guard import Asked, guard
from policy.deadlines import with_pauses


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
    more = rules.clocks[ClockName.FEEDBACK].extension
    last = with_pauses(
        start=run.counts_from,
        days=run.days,
        business=run.business,
        calendar=rules.calendar,
        pauses=run.pauses,
        extension=more,
    )
    return case.view.today <= last
