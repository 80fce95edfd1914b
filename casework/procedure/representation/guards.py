"""Guards of the respondent's representative."""

from datetime import date

from casework.vocabulary import ClockName, Scope, Seat
from casework.workflow.guard import Asked, answer_guard, guard


@guard("Say what your representative may do, and until when.")
def scope_and_end_are_given(case: Asked, scope: tuple[Scope, ...], until: date) -> bool:
    return bool(scope) and until > case.view.today


@guard("Somebody speaks for you already. End that first.")
def nobody_represents_yet(case: Asked) -> bool:
    return case.view.representation.person is None


# No sentence says why a person is not free.
representative_is_free = answer_guard(
    "representative_is_free", "This person cannot speak for you in this case. Name somebody else."
)


@guard("There is no representative to end.")
def representation_is_in_force(case: Asked) -> bool:
    return case.view.representation.person is not None


@guard("You have accepted this already.")
def representation_is_not_accepted(case: Asked) -> bool:
    return case.view.representation.person is not None and not case.view.representation.accepted


@guard("The representation is still running.", until=ClockName.REPRESENTATION)
def clock_waits_for_its_last_day(case: Asked) -> bool:
    """Whether the respondent or the representative ends it, or its last day has passed if the clock does."""
    return not case.acting.as_(Seat.CLOCK) or case.view.over(ClockName.REPRESENTATION)
