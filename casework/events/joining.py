"""What can have happened: joining, withdrawing, ending and reopening a case."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class CaseMerged(Moved):
    """."""

    type: ClassVar[str] = "case.case_merged"
    verb: ClassVar[Verb] = Verb.MERGE_CASE


@dataclass(frozen=True, kw_only=True)
class MergeUndone(Moved):
    """."""

    type: ClassVar[str] = "case.merge_undone"
    verb: ClassVar[Verb] = Verb.UNMERGE_CASE


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(Moved):
    """."""

    type: ClassVar[str] = "case.case_withdrawn"
    verb: ClassVar[Verb] = Verb.ACCEPT_WITHDRAWAL


@dataclass(frozen=True, kw_only=True)
class CaseAbated(Moved):
    """."""

    type: ClassVar[str] = "case.case_abated"
    verb: ClassVar[Verb] = Verb.ABATE_CASE


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Moved):
    """."""

    type: ClassVar[str] = "case.case_reopened"
    verb: ClassVar[Verb] = Verb.REOPEN_CASE


@dataclass(frozen=True, kw_only=True)
class CaseReopenedForHearing(Moved):
    """."""

    type: ClassVar[str] = "case.case_reopened_for_hearing"
    verb: ClassVar[Verb] = Verb.REOPEN_TO_PANEL
