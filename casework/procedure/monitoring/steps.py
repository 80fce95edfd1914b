"""Steps of a final decision: conditions, terms, breaches, the end."""

from uuid import UUID

from casework.procedure.appeal.guards import no_late_application_is_pending
from casework.procedure.monitoring import guards
from casework.record.events import (
    BreachExplained,
    BreachNoticed,
    BreachNoticeWithdrawn,
    BreachReported,
    ClosedUnmet,
    ConditionEvidenceFiled,
    ConditionEvidenceReturned,
    ConditionExtended,
    ConditionLapsed,
    ConditionMet,
    SanctionApplied,
    SanctionCompleted,
    SanctionLifted,
    TermEnded,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode, Route, Seat, Verb
from casework.workflow.guard import refuse_unless
from casework.workflow.signatures import pair
from casework.workflow.step import CaseMachine, step

RUNNING = [S.MONITORING, S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL]


MONITORS = pair(Seat.MONITOR, Seat.MONITOR)


@step(Verb.APPLY_SANCTION, [S.MONITORING, S.CLOSED], where=[guards.sanction_is_active])
def apply_sanction(case: CaseMachine) -> SanctionApplied:
    """Enter the sanction in the register of members."""
    sanction = case.view.sanctions.current
    assert sanction is not None
    return SanctionApplied(sanction=sanction.id)


@step(Verb.FILE_CONDITION_EVIDENCE, RUNNING)
def file_condition_evidence(case: CaseMachine, *, condition: UUID, file: UUID | None = None) -> ConditionEvidenceFiled:
    """Show how a condition was met."""
    refuse_unless(guards.condition_waits(case, condition), "condition_waits")
    return ConditionEvidenceFiled(subject=condition, file=file)


@step(
    Verb.LIFT_SANCTION,
    [S.BOARD_DECISION, S.APPEAL, S.MONITORING, S.CLOSED],
    where=[guards.sanction_stands_in_the_register, guards.sanction_has_ended_or_is_stayed],
)
def lift_sanction(case: CaseMachine) -> SanctionLifted:
    """Remove a sanction that has ended, or is stayed, from the register of members."""
    sanction = case.view.sanctions.to_lift
    assert sanction is not None
    return SanctionLifted(sanction=sanction.id)


@step(Verb.RETURN_CONDITION_EVIDENCE, RUNNING)
def return_condition_evidence(
    case: CaseMachine, *, condition: UUID, reasons_written: bool
) -> ConditionEvidenceReturned:
    """Send back what was filed for a condition, with what it lacks."""
    refuse_unless(guards.condition_has_evidence(case, condition), "condition_has_evidence")
    refuse_unless(guards.return_reason_is_given(reasons_written), "return_reason_is_given")
    return ConditionEvidenceReturned(subject=condition)


@step(Verb.EXTEND_CONDITION, RUNNING, signed_by=MONITORS)
def extend_condition(case: CaseMachine, *, condition: UUID, days: int, reasons_written: bool) -> ConditionExtended:
    """Give a condition more days, as the second of two monitors."""
    refuse_unless(guards.condition_has_time_to_extend(case, condition), "condition_has_time_to_extend")
    refuse_unless(guards.condition_is_not_under_notice(case, condition), "condition_is_not_under_notice")
    refuse_unless(guards.extension_reason_is_given(reasons_written), "extension_reason_is_given")
    return ConditionExtended(subject=condition, days=days)


@step(Verb.VERIFY_CONDITION, RUNNING, signed_by=MONITORS)
def verify_condition(case: CaseMachine, *, condition: UUID) -> ConditionMet:
    """Confirm, as the second monitor, that a condition was met."""
    refuse_unless(guards.condition_has_evidence(case, condition), "condition_has_evidence")
    return ConditionMet(subject=condition)


@step(Verb.CONDITION_LAPSES, RUNNING)
def condition_lapses(case: CaseMachine, *, condition: UUID) -> ConditionLapsed:
    """Note that a condition's day has passed."""
    refuse_unless(guards.condition_date_is_past(case, condition), "condition_date_is_past")
    return ConditionLapsed(subject=condition)


@step(Verb.TERM_ENDS, [*RUNNING, S.CLOSED], where=[guards.term_is_over])
def term_ends(case: CaseMachine) -> TermEnded:
    """End a suspension or probation by its date."""
    sanction = case.view.sanctions.current
    assert sanction is not None
    return TermEnded(subject=sanction.id)


@step(Verb.NOTICE_BREACH, S.MONITORING, where=[guards.no_breach_is_pending])
def notice_breach(case: CaseMachine, *, condition: UUID, broken: bool) -> BreachNoticed:
    """Tell the respondent which condition was allegedly broken. `broken`: by an act, before its day."""
    refuse_unless(guards.condition_is_overdue_or_broken(case, condition, broken), "condition_is_overdue_or_broken")
    return BreachNoticed(subject=condition)


@step(Verb.EXPLAIN_BREACH, S.MONITORING, where=[guards.breach_was_noticed])
def explain_breach(case: CaseMachine, *, file: UUID | None = None) -> BreachExplained:
    """Explain, as the respondent, an alleged breach."""
    noticed = case.view.monitoring.noticed
    assert noticed is not None
    return BreachExplained(subject=noticed, file=file)


@step(Verb.WITHDRAW_BREACH_NOTICE, S.MONITORING, where=[guards.breach_was_noticed])
def withdraw_breach_notice(case: CaseMachine) -> BreachNoticeWithdrawn:
    """Take a notice of breach back."""
    noticed = case.view.monitoring.noticed
    assert noticed is not None
    return BreachNoticeWithdrawn(subject=noticed)


@step(
    Verb.REPORT_BREACH,
    S.MONITORING,
    to=S.BOARD_DECISION,
    where=[guards.breach_was_noticed, guards.breach_notice_time_is_over],
    signed_by=MONITORS,
)
def report_breach(case: CaseMachine) -> BreachReported:
    """Bring a breach before the board."""
    noticed = case.view.monitoring.noticed
    assert noticed is not None
    case.route = Route.BREACH
    return BreachReported(breached=noticed)


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
def complete_monitoring(case: CaseMachine) -> SanctionCompleted:
    """Close the case: every condition is met and every term is over."""
    by_consent = case.view.board.route is Route.CONSENT
    code = ClosingCode.CONSENT_COMPLETED if by_consent else ClosingCode.SANCTION_COMPLETED
    case.closing_code = code
    return SanctionCompleted(closing_code=code)


@step(
    Verb.CLOSE_UNMET,
    S.MONITORING,
    to=S.CLOSED,
    where=[
        guards.board_ruled_on_the_breach,
        guards.nothing_more_can_run,
        guards.no_breach_is_pending,
        no_late_application_is_pending,
    ],
    signed_by=MONITORS,
)
def close_unmet(case: CaseMachine) -> ClosedUnmet:
    """Close the case although a condition will not be met; the register shows it."""
    case.closing_code = ClosingCode.SANCTION_UNMET
    return ClosedUnmet(closing_code=ClosingCode.SANCTION_UNMET)
