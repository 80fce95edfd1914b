"""What the record says of joining, withdrawal, reopening."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework.events import CaseFound, CaseMerged, MergeUndone, Recorded

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class JoiningFacts:
    """Whether the case was ever charged, and the case it was joined to."""

    charged: bool = False
    into: UUID | None = None

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        match happened.fact:
            case CaseFound():
                return replace(self, charged=True)
            case CaseMerged(into=into):
                return replace(self, into=into)
            case MergeUndone():
                return replace(self, into=None)
        return self
