"""Steps of a final decision: conditions, terms, breaches, the end."""

from uuid import UUID

from casework.procedure.appeal.guards import no_late_application_is_pending
from casework.procedure.monitoring import guards
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, Route, Seat, Verb
from casework.vocabulary.states import REGISTERED
from casework.workflow.guard import check_guard
from casework.workflow.signatures import pair
from casework.workflow.step import CaseMachine, close_as, not_none, step

RUNNING = [S.MONITORING, S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL]


MONITORS = pair(Seat.MONITOR, Seat.MONITOR)


@step(Verb.APPLY_SANCTION, [S.MONITORING, S.CLOSED], where=[guards.sanction_is_active])
def apply_sanction(case: CaseMachine) -> events.SanctionApplied:
    """Enter the sanction in the register of members."""
    return events.SanctionApplied(sanction=not_none(case.view.sanctions.current).id)


@step(Verb.FILE_CONDITION_EVIDENCE, RUNNING, where=[guards.condition_is_set])
def file_condition_evidence(
    case: CaseMachine, *, condition: UUID, file: UUID | None = None
) -> events.ConditionEvidenceFiled:
    """Show how a condition was met."""
    check_guard(guards.condition_waits, case, condition)
    return events.ConditionEvidenceFiled(subject=condition, file=file)


@step(
    Verb.LIFT_SANCTION,
    sorted(REGISTERED),
    where=[guards.sanction_stands_in_the_register, guards.sanction_has_ended_or_is_stayed],
)
def lift_sanction(case: CaseMachine) -> events.SanctionLifted:
    """Remove a sanction that has ended, or is stayed, from the register of members."""
    return events.SanctionLifted(sanction=not_none(case.view.sanctions.to_lift).id)


@step(Verb.RETURN_CONDITION_EVIDENCE, RUNNING, where=[guards.evidence_for_a_condition_waits])
def return_condition_evidence(
    case: CaseMachine, *, condition: UUID, reasons_written: bool
) -> events.ConditionEvidenceReturned:
    """Send back what was filed for a condition, and say what is missing."""
    check_guard(guards.condition_has_evidence, case, condition)
    check_guard(guards.condition_is_not_being_verified, case, condition)
    check_guard(guards.return_reason_is_given, reasons_written)
    return events.ConditionEvidenceReturned(subject=condition)


@step(Verb.EXTEND_CONDITION, RUNNING, where=[guards.a_condition_is_left], signed_by=MONITORS)
def extend_condition(
    case: CaseMachine, *, condition: UUID, days: int, reasons_written: bool
) -> events.ConditionExtended:
    """Give a condition more days, as the second of two monitors."""
    check_guard(guards.condition_has_time_to_extend, case, condition)
    check_guard(guards.condition_is_not_under_notice, case, condition)
    check_guard(guards.extension_reason_is_given, reasons_written)
    return events.ConditionExtended(subject=condition, days=days)


@step(Verb.VERIFY_CONDITION, RUNNING, where=[guards.evidence_for_a_condition_waits], signed_by=MONITORS)
def verify_condition(case: CaseMachine, *, condition: UUID) -> events.ConditionMet:
    """Confirm, as the second monitor, that a condition was met."""
    check_guard(guards.condition_has_evidence, case, condition)
    return events.ConditionMet(subject=condition)


@step(Verb.CONDITION_LAPSES, RUNNING)
def condition_lapses(case: CaseMachine, *, condition: UUID) -> events.ConditionLapsed:
    """Note that a condition's day has passed, and no evidence for it waits."""
    check_guard(guards.no_evidence_waits, case, condition)
    check_guard(guards.condition_date_is_past, case, condition)
    return events.ConditionLapsed(subject=condition)


@step(Verb.TERM_ENDS, [*RUNNING, S.CLOSED], where=[guards.term_is_over], on_lapse=(ClockName.TERM,))
def term_ends(case: CaseMachine) -> events.TermEnded:
    """End a suspension or probation by its date: that of the sanction whose term is over, also an earlier one."""
    return events.TermEnded(subject=not_none(guards.terms_over(case)[0].subject))


@step(Verb.NOTICE_BREACH, S.MONITORING, where=[guards.no_breach_is_pending])
def notice_breach(case: CaseMachine, *, condition: UUID, broken: bool) -> events.BreachNoticed:
    """Tell the respondent which condition they allegedly broke. `broken`: by an act, before the condition was due."""
    check_guard(guards.condition_is_overdue_or_broken, case, condition, broken)
    return events.BreachNoticed(subject=condition)


@step(Verb.EXPLAIN_BREACH, S.MONITORING, where=[guards.breach_was_noticed])
def explain_breach(case: CaseMachine, *, file: UUID | None = None) -> events.BreachExplained:
    """Explain, as the respondent, an alleged breach."""
    return events.BreachExplained(subject=not_none(case.view.monitoring.noticed), file=file)


@step(Verb.WITHDRAW_BREACH_NOTICE, S.MONITORING, where=[guards.breach_was_noticed])
def withdraw_breach_notice(case: CaseMachine) -> events.BreachNoticeWithdrawn:
    """Withdraw a notice of breach."""
    return events.BreachNoticeWithdrawn(subject=not_none(case.view.monitoring.noticed))


@step(
    Verb.REPORT_BREACH,
    S.MONITORING,
    to=S.BOARD_DECISION,
    where=[guards.breach_was_noticed, guards.breach_notice_time_is_over],
    signed_by=MONITORS,
    written_before=(guards.breach_notice_time_is_over,),
)
def report_breach(case: CaseMachine) -> events.BreachReported:
    """Bring a breach before the board."""
    case.route = Route.BREACH
    return events.BreachReported(breached=not_none(case.view.monitoring.noticed))


@step(
    Verb.COMPLETE_MONITORING,
    S.MONITORING,
    to=S.CLOSED,
    where=[
        guards.every_condition_is_met,
        guards.every_term_is_over,
        guards.no_breach_is_pending,
        no_late_application_is_pending,
    ],
    signed_by=MONITORS,
)
def complete_monitoring(case: CaseMachine) -> events.SanctionCompleted:
    """Close the case: every condition is met and every term is over."""
    by_consent = case.view.board.route is Route.CONSENT
    code = ClosingCode.CONSENT_COMPLETED if by_consent else ClosingCode.SANCTION_COMPLETED
    return events.SanctionCompleted(closing_code=close_as(case, code))


@step(
    Verb.CLOSE_UNMET,
    S.MONITORING,
    to=S.CLOSED,
    where=[
        guards.board_ruled_on_the_breach,
        guards.a_condition_is_not_met,
        guards.nothing_more_can_run,
        guards.no_breach_is_pending,
        no_late_application_is_pending,
    ],
    signed_by=MONITORS,
)
def close_unmet(case: CaseMachine) -> events.ClosedUnmet:
    """Close the case although a condition will not be met; the register shows it."""
    return events.ClosedUnmet(closing_code=close_as(case, ClosingCode.SANCTION_UNMET))
