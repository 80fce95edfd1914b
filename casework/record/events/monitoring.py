"""What can have happened: conditions, terms and breaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb

EXPLAINED = sealed_for(
    CaseCompartment.RESPONDENT, Reading.READ_CONDITION_EVIDENCE, Reading.READ_PACK, Reading.READ_OWN_EVIDENCE
)
EVIDENCE = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_CONDITION_EVIDENCE, Reading.READ_OWN_EVIDENCE)


@dataclass(frozen=True, kw_only=True)
class SanctionApplied(Event):
    """The registrar entered the sanction in the register of members: standing, seats, credentials."""

    type: ClassVar[str] = "case.sanction_applied"
    title: ClassVar[Promise] = _("Sanction applied")
    verb: ClassVar[Verb] = Verb.APPLY_SANCTION
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "note": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS_SUMMARY)
    }
    sanction: UUID


@dataclass(frozen=True, kw_only=True)
class SanctionLifted(Event):
    """The registrar removed a sanction that has ended, or is stayed, from the register of members."""

    type: ClassVar[str] = "case.sanction_lifted"
    title: ClassVar[Promise] = _("Sanction taken out of the register of members")
    verb: ClassVar[Verb] = Verb.LIFT_SANCTION
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "note": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS_SUMMARY)
    }
    sanction: UUID


@dataclass(frozen=True, kw_only=True)
class ConditionEvidenceFiled(Event):
    """The respondent showed how a condition was met; `subject` is the condition."""

    type: ClassVar[str] = "case.condition_evidence_filed"
    title: ClassVar[Promise] = _("Evidence on a condition")
    verb: ClassVar[Verb] = Verb.FILE_CONDITION_EVIDENCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"statement": EVIDENCE}
    subject: UUID
    file: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ConditionMet(Event):
    """Two monitors verified that a condition was met."""

    type: ClassVar[str] = "case.condition_met"
    title: ClassVar[Promise] = _("Condition met")
    verb: ClassVar[Verb] = Verb.VERIFY_CONDITION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": EVIDENCE}
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class ConditionEvidenceReturned(Event):
    """A monitor sent back what was filed for a condition, with what it lacks; the condition waits again."""

    type: ClassVar[str] = "case.condition_evidence_returned"
    title: ClassVar[Promise] = _("Evidence on a condition sent back")
    verb: ClassVar[Verb] = Verb.RETURN_CONDITION_EVIDENCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": EVIDENCE}
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class ConditionExtended(Event):
    """Two monitors extended the time for a condition. A condition whose day had passed waits again."""

    type: ClassVar[str] = "case.condition_extended"
    title: ClassVar[Promise] = _("More time for a condition")
    verb: ClassVar[Verb] = Verb.EXTEND_CONDITION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": EVIDENCE}
    subject: UUID
    days: int


@dataclass(frozen=True, kw_only=True)
class ConditionLapsed(Event):
    """The day of a condition passed and it was not met: this gives the monitors a task, and does nothing else."""

    type: ClassVar[str] = "case.condition_lapsed"
    title: ClassVar[Promise] = _("Time for a condition over")
    verb: ClassVar[Verb] = Verb.CONDITION_LAPSES
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class TermEnded(Event):
    """A suspension's or probation's term ended by its date; `subject` is the sanction."""

    type: ClassVar[str] = "case.term_ended"
    title: ClassVar[Promise] = _("Term ended")
    verb: ClassVar[Verb] = Verb.TERM_ENDS
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class BreachNoticed(Event):
    """The respondent was told which condition was allegedly broken, how and when; `subject` is the condition."""

    type: ClassVar[str] = "case.breach_noticed"
    title: ClassVar[Promise] = _("Notice of a breach")
    verb: ClassVar[Verb] = Verb.NOTICE_BREACH
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "particulars": sealed_for(CaseCompartment.RESPONDENT, Reading.READ_CONDITION_EVIDENCE, Reading.READ_NOTICE)
    }
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class BreachExplained(Event):
    """The respondent explained the alleged breach; the monitors read it, and the board if the breach is reported."""

    type: ClassVar[str] = "case.breach_explained"
    title: ClassVar[Promise] = _("Respondent on the breach")
    verb: ClassVar[Verb] = Verb.EXPLAIN_BREACH
    sealed: ClassVar[Mapping[str, Sealed]] = {"statement": EXPLAINED}
    subject: UUID
    file: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class BreachNoticeWithdrawn(Event):
    """A monitor took a notice of breach back; nothing follows from it."""

    type: ClassVar[str] = "case.breach_notice_withdrawn"
    title: ClassVar[Promise] = _("Notice of a breach taken back")
    verb: ClassVar[Verb] = Verb.WITHDRAW_BREACH_NOTICE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": EVIDENCE}
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class BreachReported(Moved):
    """Two monitors brought a breach before the board."""

    type: ClassVar[str] = "case.breach_reported"
    title: ClassVar[Promise] = _("Breach reported to the board")
    verb: ClassVar[Verb] = Verb.REPORT_BREACH
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": sealed_for(CaseCompartment.DECISION, Reading.READ_PACK)}
    breached: UUID


@dataclass(frozen=True, kw_only=True)
class SanctionCompleted(Moved):
    """Every condition was met and every term is over: the case is closed."""

    type: ClassVar[str] = "case.sanction_completed"
    title: ClassVar[Promise] = _("Sanction completed")
    verb: ClassVar[Verb] = Verb.COMPLETE_MONITORING
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class ClosedUnmet(Moved):
    """A condition will not be met, the board has ruled on it, and nothing more can run: the case is closed."""

    type: ClassVar[str] = "case.closed_unmet"
    title: ClassVar[Promise] = _("Closed, conditions not met")
    verb: ClassVar[Verb] = Verb.CLOSE_UNMET
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": EVIDENCE}
    closing_code: ClosingCode
