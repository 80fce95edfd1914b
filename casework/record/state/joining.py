"""What the record says of joining, withdrawal, reopening."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record.events import (
    CaseAdopted,
    CaseFound,
    CaseMerged,
    CasesLinked,
    CasesSevered,
    CoercionChecked,
    ComplaintWithdrawn,
    MergeUndone,
    Recorded,
    WithdrawalAsked,
)
from casework.record.state.before import Before


@dataclass(frozen=True, kw_only=True)
class JoiningPart:
    """Whether the case was ever charged, adopted by the Society, joined to another; and to which cases it is linked.

    `withdrawn`: the reporters whose complaints were let go; `spoken`: those who asked, and were spoken with in safety since.
    """

    charged: bool = False
    into: UUID | None = None
    adopted: bool = False
    withdrawn: frozenset[UUID] = frozenset()
    spoken: frozenset[UUID] = frozenset()
    linked: frozenset[UUID] = frozenset()

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case CaseFound():
                return replace(self, charged=True)
            case CaseMerged(into=into):
                return replace(self, into=into)
            case MergeUndone():
                return replace(self, into=None)
            case CaseAdopted():
                return replace(self, adopted=True)
            case WithdrawalAsked(subject=reporter):
                return replace(self, spoken=self.spoken - {reporter})
            case CoercionChecked(subject=reporter):
                return replace(self, spoken=self.spoken | {reporter})
            case ComplaintWithdrawn(subject=reporter):
                return replace(self, withdrawn=self.withdrawn | {reporter})
            case CasesLinked(other=other):
                return replace(self, linked=self.linked | {other})
            case CasesSevered(other=other):
                return replace(self, linked=self.linked - {other})
        return self
