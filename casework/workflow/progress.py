"""Steps of a case: word on how far it has come."""

from datetime import date

from casework.events import FeedbackExtended, FeedbackGiven, StatusSent
from casework.guards.base import refuse_unless
from casework.guards.progress import feedback_is_due, feedback_not_extended_before, next_step_and_date_are_given
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName
from casework.workflow.base import CaseMachine, step

ACKNOWLEDGED = [s for s in S if s not in (S.SUBMITTED, S.CLOSED)]


class Telling(CaseMachine):
    """Telling both sides how far a case has come, and the reporter what was done."""

    class Meta:
        abstract = True

    @step(ACKNOWLEDGED)
    def send_status(self, *, next_on: date) -> StatusSent:
        """Say what happens next, and by when; the next word is due thirty days from now."""
        refuse_unless(next_step_and_date_are_given(self, next_on), "next_step_and_date_are_given")
        return StatusSent(next_on=next_on)

    @step(ACKNOWLEDGED, where=[feedback_is_due])
    def give_feedback(self) -> FeedbackGiven:
        """Tell the reporter what was done with the report, and why."""
        return FeedbackGiven()

    @step(ACKNOWLEDGED, where=[feedback_is_due, feedback_not_extended_before])
    def extend_feedback(self) -> FeedbackExtended:
        """Give oneself as much more time for the feedback as the rulebook has, once."""
        return FeedbackExtended(days=self.facts.rules.clocks[ClockName.FEEDBACK].extension)
