"""Events of conditions, terms and breaches."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb

EXPLAINED = sealed_for(
    CaseCompartment.RESPONDENT, Reading.READ_CONDITION_EVIDENCE, Reading.READ_PACK, Reading.READ_OWN_EVIDENCE
)
EVIDENCE = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_CONDITION_EVIDENCE, Reading.READ_OWN_EVIDENCE)


class SanctionApplied(Event):
    """The registrar entered the sanction in the register of members: standing, seats, credentials."""

    type = "case.sanction_applied"
    title = _("Sanction applied")
    verb = Verb.APPLY_SANCTION
    sealed = {"note": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS_SUMMARY)}
    sanction: UUID


class SanctionLifted(Event):
    """The registrar removed a sanction that has ended, or is stayed, from the register of members."""

    type = "case.sanction_lifted"
    title = _("Sanction taken out of the register of members")
    verb = Verb.LIFT_SANCTION
    sealed = {"note": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS_SUMMARY)}
    sanction: UUID


class ConditionEvidenceFiled(Event):
    """The respondent showed how a condition was met; `subject` is the condition."""

    type = "case.condition_evidence_filed"
    title = _("Evidence on a condition")
    verb = Verb.FILE_CONDITION_EVIDENCE
    sealed = {"statement": EVIDENCE}
    subject: UUID
    file: UUID | None = None


class ConditionMet(Event):
    """Two monitors verified that a condition was met."""

    type = "case.condition_met"
    title = _("Condition met")
    verb = Verb.VERIFY_CONDITION
    sealed = {"reasons": EVIDENCE}
    subject: UUID


class ConditionEvidenceReturned(Event):
    """A monitor sent back what was filed for a condition, and said what is missing; the condition waits again."""

    type = "case.condition_evidence_returned"
    title = _("Evidence on a condition sent back")
    verb = Verb.RETURN_CONDITION_EVIDENCE
    sealed = {"reasons": EVIDENCE}
    subject: UUID


class ConditionExtended(Event):
    """Two monitors extended the time for a condition. A condition whose day had passed waits again."""

    type = "case.condition_extended"
    title = _("More time for a condition")
    verb = Verb.EXTEND_CONDITION
    sealed = {"reasons": EVIDENCE}
    subject: UUID
    days: int


class ConditionLapsed(Event):
    """The day of a condition passed and it was not met: this gives the monitors a task, and does nothing else."""

    type = "case.condition_lapsed"
    title = _("Time for a condition over")
    verb = Verb.CONDITION_LAPSES
    subject: UUID


class TermEnded(Event):
    """A suspension's or probation's term ended by its date; `subject` is the sanction."""

    type = "case.term_ended"
    title = _("Term ended")
    verb = Verb.TERM_ENDS
    subject: UUID


class BreachNoticed(Event):
    """The respondent was told which condition was allegedly broken, how and when; `subject` is the condition."""

    type = "case.breach_noticed"
    title = _("Notice of a breach")
    verb = Verb.NOTICE_BREACH
    sealed = {
        "particulars": sealed_for(CaseCompartment.RESPONDENT, Reading.READ_CONDITION_EVIDENCE, Reading.READ_NOTICE)
    }
    subject: UUID


class BreachExplained(Event):
    """The respondent explained the alleged breach; the monitors read it, and the board if the breach is reported."""

    type = "case.breach_explained"
    title = _("Respondent’s words on the breach")
    verb = Verb.EXPLAIN_BREACH
    sealed = {"statement": EXPLAINED}
    subject: UUID
    file: UUID | None = None


class BreachNoticeWithdrawn(Event):
    """A monitor withdrew a notice of breach; nothing follows from it."""

    type = "case.breach_notice_withdrawn"
    title = _("Notice of a breach taken back")
    verb = Verb.WITHDRAW_BREACH_NOTICE
    sealed = {"reasons": EVIDENCE}
    subject: UUID


class BreachReported(Moved):
    """Two monitors brought a breach before the board."""

    type = "case.breach_reported"
    title = _("Breach reported to the board")
    verb = Verb.REPORT_BREACH
    sealed = {"reasons": sealed_for(CaseCompartment.DECISION, Reading.READ_PACK)}
    outgoing = {"reasons": "Reasons"}
    breached: UUID


class SanctionCompleted(Moved):
    """Every condition was met and every term is over: the case is closed."""

    type = "case.sanction_completed"
    title = _("Sanction completed")
    verb = Verb.COMPLETE_MONITORING
    closing_code: ClosingCode


class ClosedUnmet(Moved):
    """A condition will not be met, the board has ruled on it, and nothing more can run: the case is closed."""

    type = "case.closed_unmet"
    title = _("Closed, conditions not met")
    verb = Verb.CLOSE_UNMET
    sealed = {"reasons": EVIDENCE}
    closing_code: ClosingCode
