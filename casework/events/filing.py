"""What can have happened: the report and its reception."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class CaseFiled(Moved):
    """."""

    type: ClassVar[str] = "report.received"
    verb: ClassVar[Verb] = Verb.FILE_COMPLAINT


@dataclass(frozen=True, kw_only=True)
class ConflictsSwept(Fact):
    """."""

    type: ClassVar[str] = "case.conflicts_swept"
    verb: ClassVar[Verb] = Verb.SWEEP_CONFLICTS


@dataclass(frozen=True, kw_only=True)
class CaseAcknowledged(Moved):
    """."""

    type: ClassVar[str] = "case.case_acknowledged"
    verb: ClassVar[Verb] = Verb.ACKNOWLEDGE_COMPLAINT


@dataclass(frozen=True, kw_only=True)
class CodeClaimed(Fact):
    """."""

    type: ClassVar[str] = "case.code_claimed"
    verb: ClassVar[Verb] = Verb.CLAIM_CODE
