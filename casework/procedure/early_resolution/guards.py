"""Guards of early resolution."""

from casework.procedure.linked_cases.guards import live_reporters
from casework.vocabulary import ClockName, Seat
from casework.workflow.guard import Asked, answer_guard, guard

ACCUSED = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})


@guard("Early resolution is only for matters recorded as less serious.")
def severity_is_low(case: Asked) -> bool:
    severity = case.view.screening.severity
    return severity is not None and severity <= case.view.rules.limits["early_resolution_severity"]


@guard("The recorded risk answers do not allow early resolution.")
def matter_suits_talks(case: Asked) -> bool:
    """Whether each risk question was answered by no. What is not known may stand against talks."""
    risk = case.view.screening
    answers = (risk.dishonesty, risk.harassment, risk.power_imbalance, risk.imminent_harm)
    return risk.triaged and all(answer is False for answer in answers)


@guard("Early resolution has been tried once in this case.")
def no_talks_before(case: Asked) -> bool:
    return not case.view.talks.offered


@guard("Early resolution is not available in this case.")
def talks_are_open_here(earlier_finding: bool) -> bool:
    """Whether there is no earlier finding of a breach of a commitment that is alleged here."""
    return not earlier_finding


every_reporter_agrees_to_talks = answer_guard(
    "every_reporter_agrees_to_talks", "Early resolution can only be offered when those who reported agree to it."
)


@guard("There are no written terms to accept yet.")
def terms_are_written(case: Asked) -> bool:
    return case.view.talks.terms is not None


@guard("You have accepted these terms already.")
def terms_are_not_accepted_by_you(case: Asked) -> bool:
    return case.acting.person not in {person for person, _ in case.view.talks.accepted}


@guard("Not everyone has accepted the terms yet.")
def every_side_accepted_the_terms(case: Asked) -> bool:
    talks = case.view.talks
    waiting = live_reporters(case) - {person for person, seat in talks.accepted if seat is Seat.COMPLAINANT}
    return not waiting and any(seat in ACCUSED for _, seat in talks.accepted)


@guard("The time for early resolution is still running.", until=ClockName.EARLY_RESOLUTION)
def talks_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.EARLY_RESOLUTION)
