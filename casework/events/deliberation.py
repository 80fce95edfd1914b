"""What can have happened: findings and recommendation."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class FindingsRecorded(Fact):
    """."""

    type: ClassVar[str] = "case.findings_recorded"
    verb: ClassVar[Verb] = Verb.RECORD_FINDINGS


@dataclass(frozen=True, kw_only=True)
class HistoryOpened(Fact):
    """."""

    type: ClassVar[str] = "case.history_opened"
    verb: ClassVar[Verb] = Verb.OPEN_HISTORY


@dataclass(frozen=True, kw_only=True)
class CaseNotProven(Moved):
    """."""

    type: ClassVar[str] = "case.case_not_proven"
    verb: ClassVar[Verb] = Verb.CLOSE_NOT_PROVEN


@dataclass(frozen=True, kw_only=True)
class SanctionRecommended(Moved):
    """."""

    type: ClassVar[str] = "case.sanction_recommended"
    verb: ClassVar[Verb] = Verb.RECOMMEND_SANCTION
