"""What the record says of evidence and what was disclosed to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record.events import EvidenceAdded, EvidenceDisclosed, LateEvidenceFiled, Recorded
from casework.record.state.before import Before
from casework.vocabulary import Seat


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A piece of evidence as it came: who brought it, from which side; its words are sealed in entry `added_by`."""

    id: UUID
    added_by: UUID
    person: UUID
    side: Seat
    file: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class Copy:
    """What the respondent was given of a piece of evidence, and on which day; its words are sealed in entry `given_by`."""

    id: UUID
    given_by: UUID
    evidence: UUID
    file: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class EvidencePart:
    """The evidence in its order, and the copies. `given` holds the keys of all copies the respondent has been given."""

    all: tuple[Evidence, ...] = ()
    copies: tuple[Copy, ...] = ()
    given: frozenset[UUID] = frozenset()

    def get(self, evidence: UUID) -> Evidence | None:
        """Return one piece of evidence by its key, or None."""
        return next((one for one in self.all if one.id == evidence), None)

    def disclosed_count(self) -> int:
        """Return how many copies the respondent has been given."""
        return len(self.given)

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        day = before.day_of(happened.at)
        match happened.event:
            case EvidenceAdded() | LateEvidenceFiled() as event:
                new = Evidence(
                    id=event.evidence,
                    added_by=event.id,
                    person=happened.actor,
                    side=event.side,
                    file=event.file,
                    on=day,
                )
                return replace(self, all=(*self.all, new))
            case EvidenceDisclosed() as event:
                copy = Copy(id=event.copy, given_by=event.id, evidence=event.evidence, file=event.file, on=day)
                return replace(self, copies=(*self.copies, copy), given=self.given | {event.copy})
        return self
