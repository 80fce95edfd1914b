"""Guards of a respondent's health."""

from casework.workflow.guard import Asked, answer_guard, guard

health_note_is_given = answer_guard("health_note_is_given", "Add a short note. Medical papers are not required here.")


@guard("Such a note is in force already.")
def no_health_note_stands(case: Asked) -> bool:
    return not case.view.health.flagged


@guard("There is no such note in force.")
def health_flag_is_in_force(case: Asked) -> bool:
    return case.view.health.flagged


@guard("There is a recorded reason to wait. Default is not possible while it lasts.")
def no_health_flag(case: Asked) -> bool:
    return not case.view.health.flagged
