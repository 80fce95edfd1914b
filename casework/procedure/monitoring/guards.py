"""Guards of conditions, terms, breaches, and what ends a case after a decision."""

from uuid import UUID

from casework.record.clocks import RunningClock
from casework.record.state import CaseView
from casework.vocabulary import ClockName, ConditionState, SanctionState, Verb
from casework.workflow.guard import Asked, answer_guard, guard

UNFINISHED = (ConditionState.OPEN, ConditionState.EVIDENCE_FILED, ConditionState.OVERDUE)


def _a_condition_is(view: CaseView, *states: ConditionState) -> bool:
    return any(one.state in states for one in view.sanctions.conditions)


@guard("The sanction is not in force: an appeal or its time is still running, or it has ended.")
def sanction_is_active(case: Asked) -> bool:
    """Whether the latest sanction is in force or has been served."""
    current = case.view.sanctions.current
    return current is not None and current.state in {SanctionState.ACTIVE, SanctionState.COMPLETED}


@guard(
    "There is no evidence for this condition yet. The respondent can send it at any time; once its day has passed, a notice of"
    " breach can be given."
)
def condition_has_evidence(case: Asked, condition: UUID) -> bool:
    found = case.view.sanctions.condition(condition)
    return found is not None and found.state is ConditionState.EVIDENCE_FILED


@guard(
    "No evidence for a condition waits. The respondent can send it at any time; once the day of a condition has passed, a"
    " notice of breach can be given."
)
def evidence_for_a_condition_waits(case: Asked) -> bool:
    return _a_condition_is(case.view, ConditionState.EVIDENCE_FILED)


@guard(
    "A monitor has signed that this condition is met, and that waits for its second signature. Take it back first, or send it"
    " back."
)
def condition_is_not_being_verified(case: Asked, condition: UUID) -> bool:
    waiting = case.view.proposals.all_of(Verb.VERIFY_CONDITION)
    return not any(one.subject in (None, condition) for one in waiting)


@guard("No condition has been set.")
def condition_is_set(case: Asked) -> bool:
    return bool(case.view.sanctions.conditions)


@guard("That condition is not one that waits for evidence.")
def condition_waits(case: Asked, condition: UUID) -> bool:
    found = case.view.sanctions.condition(condition)
    return found is not None and found.state in {ConditionState.OPEN, ConditionState.OVERDUE}


@guard("The condition is not due yet.")
def condition_date_is_past(case: Asked, condition: UUID) -> bool:
    return case.view.over(ClockName.CONDITION, condition)


@guard("Evidence for this condition waits for the monitors. Its day passes only when they send the evidence back.")
def no_evidence_waits(case: Asked, condition: UUID) -> bool:
    found = case.view.sanctions.condition(condition)
    return found is None or found.state is not ConditionState.EVIDENCE_FILED


@guard("The term is still running.", until=ClockName.TERM)
def term_is_over(case: Asked) -> bool:
    return bool(terms_over(case))


def terms_over(case: Asked) -> list[RunningClock]:
    """Return the terms that are over and not ended: after a breach, an earlier sanction runs beside the new one."""
    return [run for run in case.view.clocks if run.name is ClockName.TERM and run.over(case.view.now)]


@guard("The condition is neither overdue nor broken.")
def condition_is_overdue_or_broken(case: Asked, condition: UUID, broken: bool) -> bool:
    found = case.view.sanctions.condition(condition)
    return found is not None and (broken or found.state is ConditionState.OVERDUE)


@guard("No notice of breach has been given.")
def breach_was_noticed(case: Asked) -> bool:
    return case.view.monitoring.noticed is not None


@guard("The 14 days to explain are still running.", until=ClockName.BREACH_NOTICE)
def breach_notice_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.BREACH_NOTICE)


@guard("A notice of breach is open.")
def no_breach_is_pending(case: Asked) -> bool:
    return case.view.monitoring.noticed is None and case.view.monitoring.reported is None


@guard("A condition has not been verified yet.")
def every_condition_is_met(case: Asked) -> bool:
    """Whether each condition is met, also of an earlier sanction that stands beside the latest one."""
    return all(one.is_met for one in case.view.sanctions.standing)


@guard("Every condition is met. Close the case because all is done.")
def a_condition_is_not_met(case: Asked) -> bool:
    return not every_condition_is_met(case)


@guard("A term is still running.")
def every_term_is_over(case: Asked) -> bool:
    """Whether the term of the sanction is over, and so is that of every earlier sanction that runs beside it."""
    current = case.view.sanctions.current
    runs = any(run.name is ClockName.TERM and run.running for run in case.view.clocks)
    return current is not None and not runs and (current.term_days == 0 or current.term_over)


@guard("The board has not ruled on the breach.")
def board_ruled_on_the_breach(case: Asked) -> bool:
    return case.view.monitoring.ruled


@guard("A condition or a term can still run.")
def nothing_more_can_run(case: Asked) -> bool:
    return not _a_condition_is(case.view, ConditionState.OPEN, ConditionState.EVIDENCE_FILED) and every_term_is_over(
        case
    )


@guard("The sanction is still in force.")
def sanction_has_ended_or_is_stayed(case: Asked) -> bool:
    """Whether a sanction that was entered in the register of members has since ended, or is stayed."""
    return case.view.sanctions.to_lift is not None or not sanction_stands_in_the_register(case)


@guard("No sanction stands in the register of members that could be taken out.")
def sanction_stands_in_the_register(case: Asked) -> bool:
    """Whether any sanction of the case was entered and not removed since."""
    return any(one.applied for one in case.view.sanctions.all)


extension_reason_is_given = answer_guard("extension_reason_is_given", "Write why more time is given.")


return_reason_is_given = answer_guard("return_reason_is_given", "Write what the evidence lacks.")


@guard("No condition is left that could have more time.")
def a_condition_is_left(case: Asked) -> bool:
    return _a_condition_is(case.view, *UNFINISHED)


@guard("This condition is met, or has not begun yet. No time can be added.")
def condition_has_time_to_extend(case: Asked, condition: UUID) -> bool:
    found = case.view.sanctions.condition(condition)
    begun = case.view.clock(ClockName.CONDITION, condition) is not None
    return begun and found is not None and found.state in UNFINISHED


@guard(
    "A breach of this condition is being looked at. Take the notice back first; once it is reported, the board decides."
)
def condition_is_not_under_notice(case: Asked, condition: UUID) -> bool:
    return condition not in (case.view.monitoring.noticed, case.view.monitoring.reported)
