"""What the record says of the notice, the answer, default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework.events import (
    AllegationAdded,
    DefaultProposed,
    DefaultRecorded,
    DefaultSetAside,
    EarlyResolutionOffered,
    NoticeAcknowledged,
    NoticeServed,
    Recorded,
    ResponseFiled,
)

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class NoticeFacts:
    """How far the notice has come. `entry` is the latest notice, `told` whether the respondent ever heard of the case.

    `proposed`: a default waits for a decider; `in_default`: one was recorded and stands; `answer`: the latest answer.
    """

    told: bool = False
    entry: UUID | None = None
    acknowledged: bool = False
    answer: UUID | None = None
    proposed: bool = False
    in_default: bool = False

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        match happened.fact:
            case EarlyResolutionOffered():
                return replace(self, told=True)
            case NoticeServed(id=entry) | AllegationAdded(id=entry):
                return replace(
                    self, told=True, entry=entry, acknowledged=False, answer=None, proposed=False, in_default=False
                )
            case NoticeAcknowledged():
                return replace(self, acknowledged=True)
            case ResponseFiled(id=entry):
                return replace(self, answer=entry, proposed=False)
            case DefaultProposed():
                return replace(self, proposed=True)
            case DefaultRecorded():
                return replace(self, proposed=False, in_default=True)
            case DefaultSetAside():
                return replace(self, in_default=False)
        return self
