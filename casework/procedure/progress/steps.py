"""Steps of a case: messages about its progress."""

from datetime import date

from casework.procedure.progress import guards
from casework.record import events
from casework.vocabulary import ClockName, Verb
from casework.workflow.guard import check_guard
from casework.workflow.step import ACKNOWLEDGED, CaseMachine, step


@step(Verb.SEND_STATUS, ACKNOWLEDGED)
def send_status(case: CaseMachine, *, next_on: date) -> events.StatusSent:
    """Say what happens next, and by when; the next message is due in thirty days."""
    check_guard(guards.next_step_and_date_are_given, case, next_on)
    return events.StatusSent(next_on=next_on)


@step(Verb.GIVE_FEEDBACK, ACKNOWLEDGED, where=[guards.feedback_is_due])
def give_feedback(case: CaseMachine) -> events.FeedbackGiven:
    """Tell the reporter what was done with the report, and why."""
    return events.FeedbackGiven()


@step(Verb.EXTEND_FEEDBACK, ACKNOWLEDGED, where=[guards.feedback_is_due, guards.feedback_not_extended_before])
def extend_feedback(case: CaseMachine) -> events.FeedbackExtended:
    """Take more time for the feedback, once, and as much as the rulebook allows."""
    return events.FeedbackExtended(days=case.view.rules.clocks[ClockName.FEEDBACK].extension)
