"""What the record says of the panel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record.events import (
    AppealRemittedToPanel,
    CaseReopenedForHearing,
    ChallengeRuled,
    MemberChallenged,
    PanelDissolved,
    PanelFormed,
    PanelListServed,
    PanelNamed,
    Recorded,
    RemittedToNewPanel,
)
from casework.record.state.before import Before
from casework.vocabulary import PanelState


@dataclass(frozen=True, kw_only=True)
class PanelPart:
    """How far the panel has come, and how it was named: its size and its lay members. Who sits now stands in the seats.

    `listed` is the entry of the list that was served last, `challenged` who was challenged and not ruled on yet, `ruled` of
    whom a challenge was ruled on.
    """

    state: PanelState | None = None
    size: int = 0
    lay: tuple[UUID, ...] = ()
    listed: UUID | None = None
    challenged: frozenset[UUID] = frozenset()
    ruled: frozenset[UUID] = frozenset()

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case PanelNamed(everybody=everybody, lay=lay):
                return replace(
                    self, state=PanelState.NAMED, size=len(everybody), lay=lay, listed=None, challenged=frozenset()
                )
            case PanelListServed(id=entry):
                return replace(self, state=PanelState.LISTED, listed=entry)
            case MemberChallenged(member=member):
                return replace(self, challenged=self.challenged | {member})
            case ChallengeRuled(member=member):
                return replace(self, challenged=self.challenged - {member}, ruled=self.ruled | {member})
            case PanelFormed():
                return replace(self, state=PanelState.FORMED)
            case PanelDissolved():
                return type(self)(state=PanelState.DISSOLVED)
            case RemittedToNewPanel() | AppealRemittedToPanel() | CaseReopenedForHearing():
                return type(self)(state=PanelState.DISCHARGED)
        return self
