"""What the record says of early resolution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record.events import EarlyResolutionOffered, Recorded, TermsAccepted, TermsProposed
from casework.record.state.before import Before
from casework.vocabulary import Seat


@dataclass(frozen=True, kw_only=True)
class TalksPart:
    """Whether early resolution has been offered: it is offered once. `terms`: the entry of the terms in hand.

    `accepted` holds who accepted those terms, and as what.
    """

    offered: bool = False
    terms: UUID | None = None
    accepted: frozenset[tuple[UUID, Seat]] = frozenset()

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case EarlyResolutionOffered():
                return replace(self, offered=True)
            case TermsProposed(id=entry):
                return replace(self, terms=entry, accepted=frozenset())
            case TermsAccepted():
                return replace(self, accepted=self.accepted | {(happened.actor, happened.role)})
        return self
