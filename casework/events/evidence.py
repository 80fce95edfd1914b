"""What can have happened: evidence and its disclosure."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(Fact):
    """."""

    type: ClassVar[str] = "case.evidence_added"
    verb: ClassVar[Verb] = Verb.ADD_EVIDENCE


@dataclass(frozen=True, kw_only=True)
class EvidenceDisclosed(Fact):
    """."""

    type: ClassVar[str] = "case.evidence_disclosed"
    verb: ClassVar[Verb] = Verb.DISCLOSE_EVIDENCE
