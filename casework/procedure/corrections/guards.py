"""Guards of what may follow a decision or any step: slips, knowing falsehood, retaliation."""

from casework.vocabulary import ClockName
from casework.workflow.guard import Asked, guard


@guard("Only a slip of the pen can be corrected this way.")
def error_is_clerical(clerical: bool) -> bool:
    """Whether nothing is changed but what was plainly meant otherwise."""
    return clerical


@guard("Both sides must be heard first.")
def both_sides_were_heard(heard: bool) -> bool:
    """Whether both sides could say what they think of the correction."""
    return heard


@guard("More than 28 days have passed since the decision was served, or there is no decision.", within=ClockName.SLIP)
def slip_time_is_open(case: Asked) -> bool:
    """Whether the time for slips runs; until the decision is served it has not begun to pass."""
    return case.view.open(ClockName.SLIP)


@guard("Clear evidence is needed that someone said what they knew to be false. “Not proven” is not enough.")
def knowing_falsehood_is_shown(shown: bool) -> bool:
    """Whether the two who refer it confirm that clear evidence shows it."""
    return shown


@guard("Tell us what happened to you, and when.")
def detriment_is_described(described: bool) -> bool:
    """Whether it was said what happened."""
    return described
