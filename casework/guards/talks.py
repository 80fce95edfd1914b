"""Guards of early resolution."""

from casework.guards.base import Asked, guard
from casework.vocabulary import ClockName


@guard("Early resolution is only for matters recorded as less serious.")
def severity_is_low(case: Asked) -> bool:
    """Whether the recorded severity is one the rulebook lets be settled."""
    severity = case.facts.screening.severity
    return severity is not None and severity <= case.facts.rules.limits["early_resolution_severity"]


@guard("The recorded risk answers do not allow early resolution.")
def matter_suits_talks(case: Asked) -> bool:
    """Whether no dishonesty, harassment, imbalance of power or imminent harm was recorded."""
    risk = case.facts.screening
    return risk.triaged and not (risk.dishonesty or risk.harassment or risk.power_imbalance or risk.imminent_harm)


@guard("Early resolution has been tried once in this case.")
def no_talks_before(case: Asked) -> bool:
    """Whether early resolution was never offered before."""
    return not case.facts.talks.offered


@guard("Early resolution is not available in this case.")
def talks_are_open_here(earlier_finding: bool) -> bool:
    """Whether no commitment alleged here was found breached before."""
    return not earlier_finding


@guard("Early resolution can only be offered when those who reported agree to it.")
def every_reporter_agrees_to_talks(agreed: bool) -> bool:
    """Whether every reporter agreed before the respondent is told."""
    return agreed


@guard("Not everyone has accepted the terms yet.")
def every_side_accepted_the_terms(reporters: bool, respondent: bool) -> bool:
    """Whether both sides accepted the written terms."""
    return reporters and respondent


@guard("The time for early resolution is still running.")
def talks_time_is_over(case: Asked) -> bool:
    """Whether the time for talks has passed."""
    return case.facts.over(ClockName.EARLY_RESOLUTION)
