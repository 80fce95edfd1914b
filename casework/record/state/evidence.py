"""What the record says of evidence and its disclosure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Seat

RELEASED_FOR = timedelta(hours=24)
"""How long a person can download an original after a second person agreed."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A piece of evidence as it came; its words are sealed in entry `added_by`."""

    id: UUID
    added_by: UUID
    person: UUID
    side: Seat
    file: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class Copy:
    """The copy of a piece of evidence that the respondent got; its words are sealed in entry `given_by`."""

    id: UUID
    given_by: UUID
    evidence: UUID
    file: UUID | None
    on: date


@dataclass(frozen=True, kw_only=True)
class Release:
    """That one person may download the original of a piece of evidence, or of a copy, until a moment."""

    piece: UUID
    person: UUID
    until: datetime


class EvidencePart(Part):
    """The evidence in its order, the copies, and the originals that were opened. `copy_keys` are the keys of all copies."""

    all: tuple[Evidence, ...] = ()
    releases: tuple[Release, ...] = ()
    copies: tuple[Copy, ...] = ()
    copy_keys: frozenset[UUID] = frozenset()

    def get(self, evidence: UUID) -> Evidence | None:
        return next((one for one in self.all if one.id == evidence), None)

    @property
    def files(self) -> Mapping[UUID, UUID]:
        """Return the key of the file of each piece of evidence and each copy that has one."""
        added = {one.id: one.file for one in self.all if one.file}
        return added | {copy.id: copy.file for copy in self.copies if copy.file}

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        day = before.day_of(happened.at)
        match happened.event:
            case e.EvidenceAdded() | e.LateEvidenceFiled() | e.NewEvidenceOffered() as event:
                key, by, side = event.evidence, happened.actor, event.side
                new = Evidence(id=key, added_by=event.id, person=by, side=side, file=event.file, on=day)
                return replace(self, all=(*self.all, new))
            case e.EvidenceDisclosed() as event:
                copy = Copy(id=event.copy, given_by=event.id, evidence=event.evidence, file=event.file, on=day)
                return replace(self, copies=(*self.copies, copy), copy_keys=self.copy_keys | {event.copy})
            case e.OriginalReleased(piece=piece, person=person):
                release = Release(piece=piece, person=person, until=happened.at + RELEASED_FOR)
                return replace(self, releases=(*self.releases, release))
        return self
