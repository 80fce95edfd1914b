"""Steps of a final decision: conditions, terms, breaches, the end."""

from uuid import UUID

from casework.events import (
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
from casework.guards import monitoring as g
from casework.guards.appeal import no_late_application_is_pending
from casework.guards.base import refuse_unless
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode, Route
from casework.workflow.base import CaseMachine, step

RUNNING = [S.MONITORING, S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL]


class Monitoring(CaseMachine):
    """Steps of a case whose decision is final."""

    class Meta:
        abstract = True

    @step([S.MONITORING, S.CLOSED], where=[g.sanction_is_active])
    def apply_sanction(self) -> SanctionApplied:
        """Enter the sanction in the register of members."""
        sanction = self.facts.sanctions.current
        assert sanction is not None
        return SanctionApplied(sanction=sanction.id)

    @step(RUNNING)
    def file_condition_evidence(self, *, condition: UUID, file: UUID | None = None) -> ConditionEvidenceFiled:
        """Show how a condition was met."""
        refuse_unless(g.condition_waits(self, condition), "condition_waits")
        return ConditionEvidenceFiled(subject=condition, file=file)

    @step(
        [S.BOARD_DECISION, S.APPEAL, S.MONITORING, S.CLOSED],
        where=[g.sanction_stands_in_the_register, g.sanction_has_ended_or_is_stayed],
    )
    def lift_sanction(self) -> SanctionLifted:
        """Take a sanction that has ended, or is stayed, out of the register of members."""
        sanction = self.facts.sanctions.to_lift
        assert sanction is not None
        return SanctionLifted(sanction=sanction.id)

    @step(RUNNING)
    def return_condition_evidence(self, *, condition: UUID, reasons_written: bool) -> ConditionEvidenceReturned:
        """Send back what was filed for a condition, with what it lacks."""
        refuse_unless(g.condition_has_evidence(self, condition), "condition_has_evidence")
        refuse_unless(g.return_reason_is_given(reasons_written), "return_reason_is_given")
        return ConditionEvidenceReturned(subject=condition)

    @step(RUNNING)
    def extend_condition(self, *, condition: UUID, days: int, reasons_written: bool) -> ConditionExtended:
        """Give a condition more days, as the second of two monitors."""
        refuse_unless(g.condition_has_time_to_extend(self, condition), "condition_has_time_to_extend")
        refuse_unless(g.condition_is_not_under_notice(self, condition), "condition_is_not_under_notice")
        refuse_unless(g.extension_reason_is_given(reasons_written), "extension_reason_is_given")
        return ConditionExtended(subject=condition, days=days)

    @step(RUNNING)
    def verify_condition(self, *, condition: UUID) -> ConditionMet:
        """Confirm, as the second monitor, that a condition was met."""
        refuse_unless(g.condition_has_evidence(self, condition), "condition_has_evidence")
        return ConditionMet(subject=condition)

    @step(RUNNING)
    def condition_lapses(self, *, condition: UUID) -> ConditionLapsed:
        """Note that a condition's day has passed."""
        refuse_unless(g.condition_date_is_past(self, condition), "condition_date_is_past")
        return ConditionLapsed(subject=condition)

    @step([*RUNNING, S.CLOSED], where=[g.term_is_over])
    def term_ends(self) -> TermEnded:
        """End a suspension or probation by its date."""
        sanction = self.facts.sanctions.current
        assert sanction is not None
        return TermEnded(subject=sanction.id)

    @step(S.MONITORING, where=[g.no_breach_is_pending])
    def notice_breach(self, *, condition: UUID, broken: bool) -> BreachNoticed:
        """Tell the respondent which condition is said to be broken. `broken`: by an act, before its day."""
        refuse_unless(g.condition_is_overdue_or_broken(self, condition, broken), "condition_is_overdue_or_broken")
        return BreachNoticed(subject=condition)

    @step(S.MONITORING, where=[g.breach_was_noticed])
    def explain_breach(self, *, file: UUID | None = None) -> BreachExplained:
        """Explain, as the respondent, what is said to be a breach."""
        noticed = self.facts.monitoring.noticed
        assert noticed is not None
        return BreachExplained(subject=noticed, file=file)

    @step(S.MONITORING, where=[g.breach_was_noticed])
    def withdraw_breach_notice(self) -> BreachNoticeWithdrawn:
        """Take a notice of breach back."""
        noticed = self.facts.monitoring.noticed
        assert noticed is not None
        return BreachNoticeWithdrawn(subject=noticed)

    @step(S.MONITORING, to=S.BOARD_DECISION, where=[g.breach_was_noticed, g.breach_notice_time_is_over])
    def report_breach(self) -> BreachReported:
        """Bring a breach before the board."""
        noticed = self.facts.monitoring.noticed
        assert noticed is not None
        self.route = Route.BREACH
        return BreachReported(breached=noticed)

    @step(
        S.MONITORING,
        to=S.CLOSED,
        where=[g.every_condition_is_met, g.every_term_is_over, g.no_breach_is_pending, no_late_application_is_pending],
    )
    def complete_monitoring(self) -> SanctionCompleted:
        """Close the case: all is met and over."""
        by_consent = self.facts.board.route is Route.CONSENT
        code = ClosingCode.CONSENT_COMPLETED if by_consent else ClosingCode.SANCTION_COMPLETED
        self.closing_code = code
        return SanctionCompleted(closing_code=code)

    @step(
        S.MONITORING,
        to=S.CLOSED,
        where=[
            g.board_ruled_on_the_breach,
            g.nothing_more_can_run,
            g.no_breach_is_pending,
            no_late_application_is_pending,
        ],
    )
    def close_unmet(self) -> ClosedUnmet:
        """Close the case although a condition will not be met; the register shows it."""
        self.closing_code = ClosingCode.SANCTION_UNMET
        return ClosedUnmet(closing_code=ClosingCode.SANCTION_UNMET)
