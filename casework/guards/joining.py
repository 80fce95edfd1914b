"""Guards of joining, withdrawing, ending and reopening."""

from casework.guards.base import Asked, guard
from casework.vocabulary import ClockName, ClosingCode


@guard("Only complaints about the same member and the same events can be joined.")
def same_respondent_and_facts(same: bool) -> bool:
    """Whether both complaints are about one member and one course of events."""
    return same


@guard("The other case has gone too far for this. Link the cases instead.")
def other_case_is_not_charged(charged: bool) -> bool:
    """Whether the other case has not been charged."""
    return not charged


@guard("Someone would then hold two roles that cannot be combined. Replace that person first.")
def nobody_would_hold_two_seats(clash: bool) -> bool:
    """Whether no person would sit in two seats that cannot be combined."""
    return not clash


@guard("This case was not closed by joining it to another.")
def closed_by_merging(case: Asked) -> bool:
    """Whether the case was closed because its complaint went on in another."""
    return case.facts.joining.into is not None


@guard("Nobody has asked to withdraw.")
def withdrawal_is_asked(case: Asked) -> bool:
    """Whether a request to withdraw waits."""
    run = case.facts.clock(ClockName.WITHDRAWAL_WAIT)
    return run is not None and run.running


@guard("Fourteen days must pass after a request to withdraw.")
def withdrawal_wait_is_over(case: Asked) -> bool:
    """Whether the days of waiting have passed."""
    return case.facts.over(ClockName.WITHDRAWAL_WAIT)


@guard("Speak with the reporter in safety first and record that you did.")
def coercion_is_checked(checked: bool) -> bool:
    """Whether the protection officer spoke with the reporter about pressure."""
    return checked


@guard("Another complaint in this case goes on.")
def no_other_live_complaint(only_one: bool) -> bool:
    """Whether no other complaint in the case lives."""
    return only_one


@guard("Attach the proof.")
def death_is_proven(proven: bool) -> bool:
    """Whether proof of the member's death was attached."""
    return proven


@guard("More than two years have passed since the case was closed.")
def within_two_years_unless_fraud(case: Asked, endless: bool) -> bool:
    """Whether the time for reopening runs, or the ground has no time limit."""
    return endless or case.facts.open(ClockName.REOPEN)


@guard("The content of this case has been erased.")
def content_still_exists(case: Asked) -> bool:
    """Whether the file is still kept: its retention runs until its keys are destroyed."""
    run = case.facts.clock(ClockName.RETENTION)
    return run is None or run.running


@guard("This case had been charged. It goes back to a new panel.")
def closed_before_charge(case: Asked) -> bool:
    """Whether nothing was ever charged in this case."""
    return not case.facts.joining.charged


@guard("This case had not been charged. It goes back to screening.")
def closed_after_charge(case: Asked) -> bool:
    """Whether something was charged in this case, and it was not ended by a merger."""
    return case.facts.joining.charged and case.facts.closing_code is not ClosingCode.DUPLICATE
