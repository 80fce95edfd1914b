"""What can have happened: joining, withdrawing, ending and reopening a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from casework.events.base import Moved, Sealed, sealed_for
from casework.vocabulary import ClosingCode, Kept, Reading, Verb

STAFF = sealed_for(Kept.CASE, Reading.READ_COMPLAINT)
REASONS = sealed_for(Kept.CASE, Reading.READ_COMPLAINT, Reading.READ_FINDINGS)


@dataclass(frozen=True, kw_only=True)
class CaseMerged(Moved):
    """The complaint went on in another case, `into`, about the same member and events."""

    type: ClassVar[str] = "case.case_merged"
    verb: ClassVar[Verb] = Verb.MERGE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    closing_code: ClosingCode
    into: UUID


@dataclass(frozen=True, kw_only=True)
class MergeUndone(Moved):
    """The joining was undone, and the complaint is screened on its own again."""

    type: ClassVar[str] = "case.merge_undone"
    verb: ClassVar[Verb] = Verb.UNMERGE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(Moved):
    """The reporter's wish to withdraw was accepted; `no_adoption` says why the Society does not go on itself."""

    type: ClassVar[str] = "case.case_withdrawn"
    verb: ClassVar[Verb] = Verb.ACCEPT_WITHDRAWAL
    sealed: ClassVar[Mapping[str, Sealed]] = {"no_adoption": STAFF}
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class CaseAbated(Moved):
    """The member died, and the case ended without a finding."""

    type: ClassVar[str] = "case.case_abated"
    verb: ClassVar[Verb] = Verb.ABATE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"proof": STAFF}
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Moved):
    """A case closed before any charge was taken up again, by new people; `endless`: the ground has no time limit."""

    type: ClassVar[str] = "case.case_reopened"
    verb: ClassVar[Verb] = Verb.REOPEN_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"ground": REASONS}
    endless: bool


@dataclass(frozen=True, kw_only=True)
class CaseReopenedForHearing(Moved):
    """A case closed after a charge was sent to a new panel; `endless`: the ground has no time limit."""

    type: ClassVar[str] = "case.case_reopened_for_hearing"
    verb: ClassVar[Verb] = Verb.REOPEN_TO_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {"ground": REASONS}
    endless: bool
