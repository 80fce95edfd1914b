"""Guards of what may follow a decision or any step: slips, knowing falsehood, retaliation."""

from casework.vocabulary import ClockName
from casework.workflow.guard import Asked, answer_guard, guard

error_is_clerical = answer_guard("error_is_clerical", "Only a slip of the pen can be corrected this way.")


both_sides_were_heard = answer_guard("both_sides_were_heard", "Both sides must be heard first.")


@guard("More than 28 days have passed since the decision was served, or there is no decision.", within=ClockName.SLIP)
def slip_time_is_open(case: Asked) -> bool:
    """Whether the time for correcting slips is open. It does not run until the decision is served."""
    return case.view.open(ClockName.SLIP)


knowing_falsehood_is_shown = answer_guard(
    "knowing_falsehood_is_shown",
    "Clear evidence is needed that someone said what they knew to be false. “Not proven” is not enough.",
)


detriment_is_described = answer_guard("detriment_is_described", "Tell us what happened to you, and when.")


@guard("We ask this some time after a case was closed. If you are treated worse, you can say so at any time.")
def reporter_is_asked_how_they_are(case: Asked) -> bool:
    """Whether the reporter was asked more often than they have answered."""
    return len(case.view.asked_after_closing) > case.view.aftercare.answers
