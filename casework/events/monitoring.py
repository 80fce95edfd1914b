"""What can have happened: conditions, terms and breaches."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class SanctionApplied(Fact):
    """."""

    type: ClassVar[str] = "case.sanction_applied"
    verb: ClassVar[Verb] = Verb.APPLY_SANCTION


@dataclass(frozen=True, kw_only=True)
class ConditionEvidenceFiled(Fact):
    """."""

    type: ClassVar[str] = "case.condition_evidence_filed"
    verb: ClassVar[Verb] = Verb.FILE_CONDITION_EVIDENCE


@dataclass(frozen=True, kw_only=True)
class ConditionMet(Fact):
    """."""

    type: ClassVar[str] = "case.condition_met"
    verb: ClassVar[Verb] = Verb.VERIFY_CONDITION


@dataclass(frozen=True, kw_only=True)
class ConditionLapsed(Fact):
    """."""

    type: ClassVar[str] = "case.condition_lapsed"
    verb: ClassVar[Verb] = Verb.CONDITION_LAPSES


@dataclass(frozen=True, kw_only=True)
class TermEnded(Fact):
    """."""

    type: ClassVar[str] = "case.term_ended"
    verb: ClassVar[Verb] = Verb.TERM_ENDS


@dataclass(frozen=True, kw_only=True)
class BreachNoticed(Fact):
    """."""

    type: ClassVar[str] = "case.breach_noticed"
    verb: ClassVar[Verb] = Verb.NOTICE_BREACH


@dataclass(frozen=True, kw_only=True)
class BreachReported(Moved):
    """."""

    type: ClassVar[str] = "case.breach_reported"
    verb: ClassVar[Verb] = Verb.REPORT_BREACH


@dataclass(frozen=True, kw_only=True)
class SanctionCompleted(Moved):
    """."""

    type: ClassVar[str] = "case.sanction_completed"
    verb: ClassVar[Verb] = Verb.COMPLETE_MONITORING


@dataclass(frozen=True, kw_only=True)
class ClosedUnmet(Moved):
    """."""

    type: ClassVar[str] = "case.closed_unmet"
    verb: ClassVar[Verb] = Verb.CLOSE_UNMET
