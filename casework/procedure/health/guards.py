"""Guards of a respondent's health."""

from casework.vocabulary import ClockName, Seat
from casework.workflow.guard import Asked, answer_guard, guard

health_note_is_given = answer_guard("health_note_is_given", "Add a short note. Medical papers are not required here.")


@guard("Such a note is in force already.")
def no_health_note_stands(case: Asked) -> bool:
    return not case.view.health.flagged


@guard("A pause without evidence ended already. Show the adviser something of the reason; the adviser can then pause.")
def no_pause_lapsed(case: Asked) -> bool:
    """Whether the adviser asks, or no pause has ended for want of evidence."""
    return case.acting.as_(Seat.ADVISER) or not case.view.health.lapsed


@guard("The pause is still running.", until=ClockName.HEALTH_PAUSE)
def clock_waits_for_the_pause(case: Asked) -> bool:
    """Whether a person ends the pause, or its days without evidence are over if the clock does."""
    return not case.acting.as_(Seat.CLOCK) or case.view.over(ClockName.HEALTH_PAUSE)


@guard("There is no such note in force.")
def health_flag_is_in_force(case: Asked) -> bool:
    return case.view.health.flagged


@guard("There is a recorded reason to wait. Default is not possible while it lasts.")
def no_health_flag(case: Asked) -> bool:
    return not case.view.health.flagged
