"""Steps of a case: word on how far it has come."""

from datetime import date

from casework.procedure.progress.guards import (
    feedback_is_due,
    feedback_not_extended_before,
    next_step_and_date_are_given,
)
from casework.record.events import FeedbackExtended, FeedbackGiven, StatusSent
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Verb
from casework.workflow.guard import refuse_unless
from casework.workflow.step import CaseMachine, step

ACKNOWLEDGED = [s for s in S if s not in (S.SUBMITTED, S.CLOSED)]


@step(Verb.SEND_STATUS, ACKNOWLEDGED)
def send_status(case: CaseMachine, *, next_on: date) -> StatusSent:
    """Say what happens next, and by when; the next message is due in thirty days."""
    refuse_unless(next_step_and_date_are_given(case, next_on), "next_step_and_date_are_given")
    return StatusSent(next_on=next_on)


@step(Verb.GIVE_FEEDBACK, ACKNOWLEDGED, where=[feedback_is_due])
def give_feedback(case: CaseMachine) -> FeedbackGiven:
    """Tell the reporter what was done with the report, and why."""
    return FeedbackGiven()


@step(Verb.EXTEND_FEEDBACK, ACKNOWLEDGED, where=[feedback_is_due, feedback_not_extended_before])
def extend_feedback(case: CaseMachine) -> FeedbackExtended:
    """Take more time for the feedback, as much as the rulebook allows, once."""
    return FeedbackExtended(days=case.view.rules.clocks[ClockName.FEEDBACK].extension)
