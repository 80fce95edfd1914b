"""What the record says of evidence and its disclosure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import LateRuling, Seat
from casework.vocabulary.states import RULING

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


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A piece that the member's side filed and that stands in the bundle as it is. `by_leave`: it came late and was taken."""

    id: UUID
    on: date
    by_leave: bool = False


@dataclass(frozen=True, kw_only=True)
class Withholding:
    """A proposal that waits for a reviewer: `entry` holds its words, and `by` made it."""

    evidence: UUID
    entry: UUID
    by: UUID
    whole: bool
    ground: int


class EvidencePart(Part):
    """The evidence in its order, the copies, and the originals that were opened. `copy_keys` are the keys of all copies.

    `withheld`: the pieces whose gist counts in their place, `wholly` those of which nothing goes out; `shut`: the entries
    of them and of the copies that left the bundle. `proposed`: what waits for a ruling. `owed`: what a reviewer ruled that
    the member gets, until there is a copy.

    A filing of the member is evidence and its own copy, by one key. `filings` are those on which a finding may rest; of
    those in `offered` it is not decided whether they are taken, and `refused` were not. `unread`: no reviewer has looked
    through them. `spoken`: late pieces of the Society on which the member spoke.
    """

    all: tuple[Evidence, ...] = ()
    releases: tuple[Release, ...] = ()
    copies: tuple[Copy, ...] = ()
    copy_keys: frozenset[UUID] = frozenset()
    proposed: tuple[Withholding, ...] = ()
    withheld: frozenset[UUID] = frozenset()
    wholly: frozenset[UUID] = frozenset()
    shut: frozenset[UUID] = frozenset()
    owed: frozenset[UUID] = frozenset()
    filings: tuple[Filing, ...] = ()
    offered: frozenset[UUID] = frozenset()
    refused: frozenset[UUID] = frozenset()
    unread: frozenset[UUID] = frozenset()
    spoken: frozenset[UUID] = frozenset()

    @property
    def unseen(self) -> frozenset[UUID]:
        """The filings that nobody who decides opens yet."""
        return self.unread | self.refused

    @property
    def standing_files(self) -> int:
        """The number of pieces with a file that were not withdrawn, withheld or left out."""
        out = self.unseen | self.offered
        return sum(one.file is not None and one.id not in out and one.added_by not in self.shut for one in self.all)

    def get(self, evidence: UUID) -> Evidence | None:
        return next((one for one in self.all if one.id == evidence), None)

    def proposal(self, evidence: UUID) -> Withholding | None:
        """Return the proposal to withhold a piece that waits."""
        return next((one for one in self.proposed if one.evidence == evidence), None)

    def copies_of(self, evidence: UUID) -> tuple[Copy, ...]:
        return tuple(copy for copy in self.copies if copy.evidence == evidence)

    @property
    def files(self) -> Mapping[UUID, UUID]:
        """Return the key of the file of each piece of evidence and each copy that has one."""
        added = {one.id: one.file for one in self.all if one.file}
        return added | {copy.id: copy.file for copy in self.copies if copy.file}

    def files_of(self, pieces: Collection[UUID]) -> tuple[UUID, ...]:
        """Return the keys of the files of these pieces, in the order in which they came."""
        return tuple(one.file for one in self.all if one.file and one.id in pieces) if pieces else ()

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        day = before.day_of(happened.at)
        match happened.event:
            case e.EvidenceAdded() | e.LateEvidenceFiled() | e.NewEvidenceOffered() as event:
                key, by, side = event.evidence, happened.actor, event.side
                new = Evidence(id=key, added_by=event.id, person=by, side=side, file=event.file, on=day)
                return self._brought(new, event)
            case e.LateEvidenceRuled(piece=key, ruling=ruling) if key in self.offered:
                return self._ruled_late(key, ruling, day)
            case e.FilingsLookedThrough(filings=keys):
                return replace(self, unread=self.unread.difference(keys))
            case e.LateEvidenceAnswered(evidence=key):
                return replace(self, spoken=self.spoken | {key})
            case e.FilingExcluded(evidence=key):
                out = (one.added_by for one in self.all if one.id == key)
                left = tuple(one for one in self.filings if one.id != key)
                known = replace(self, filings=left, copy_keys=self.copy_keys - {key}, unread=self.unread - {key})
                return replace(known, offered=self.offered - {key}, shut=self.shut.union(out))
            case e.ItemWithheld() as event:
                return self._withholding(event)._with_copy(event, day)
            case e.EvidenceDisclosed() as event:
                return self._with_copy(event, day)
            case e.WithholdingProposed(id=entry, evidence=key, whole=whole, ground=ground):
                new_one = Withholding(evidence=key, entry=entry, by=happened.actor, whole=whole, ground=ground)
                return replace(self, proposed=(*self.proposed, new_one))
            case e.ItemServedWhole(evidence=key):
                return replace(self._ruled(key), owed=self.owed | {key})
            case e.WithholdingReturned(evidence=key):
                return self._ruled(key)
            case e.Moved(to_state=state) if state not in RULING and self.proposed:
                return replace(self, proposed=())
            case e.OriginalReleased(piece=piece, person=person):
                release = Release(piece=piece, person=person, until=happened.at + RELEASED_FOR)
                return replace(self, releases=(*self.releases, release))
        return self

    def _brought(self, new: Evidence, event: e.Event) -> Self:
        known = replace(self, all=(*self.all, new))
        if not isinstance(event, e.FilingAdded | e.LateFilingOffered):
            return known
        known = replace(known, unread=self.unread | {new.id})
        if isinstance(event, e.LateFilingOffered):
            return replace(known, offered=self.offered | {new.id})
        return known._filed(new, new.on)

    def _filed(self, piece: Evidence, day: date, *, by_leave: bool = False) -> Self:
        """Return the same with a filing as a document of the bundle."""
        own = Copy(id=piece.id, given_by=piece.added_by, evidence=piece.id, file=piece.file, on=day)
        return replace(
            self,
            copies=(*self.copies, own),
            copy_keys=self.copy_keys | {piece.id},
            filings=(*self.filings, Filing(id=piece.id, on=day, by_leave=by_leave)),
        )

    def _ruled_late(self, key: UUID, ruling: LateRuling, day: date) -> Self:
        piece, known = self.get(key), replace(self, offered=self.offered - {key})
        if ruling is LateRuling.REFUSED or piece is None:
            return replace(known, refused=self.refused | {key})
        return known._filed(piece, day, by_leave=True)

    def _with_copy(self, event: e.EvidenceDisclosed, day: date) -> Self:
        copy = Copy(id=event.copy, given_by=event.id, evidence=event.evidence, file=event.file, on=day)
        known = replace(self, copies=(*self.copies, copy), copy_keys=self.copy_keys | {event.copy})
        return replace(known, owed=self.owed - {event.evidence})

    def _ruled(self, evidence: UUID) -> Self:
        return replace(self, proposed=tuple(one for one in self.proposed if one.evidence != evidence))

    def _withholding(self, event: e.ItemWithheld) -> Self:
        """Return the same without what was copied of a piece: it was not served, and never will be."""
        key, gone = event.evidence, self.copies_of(event.evidence)
        added = (one.added_by for one in self.all if one.id == key)
        return replace(
            self._ruled(key),
            copies=tuple(copy for copy in self.copies if copy.evidence != key),
            copy_keys=self.copy_keys - {copy.id for copy in gone},
            withheld=self.withheld | {key},
            wholly=self.wholly | ({key} if event.whole else set()),
            shut=self.shut.union(added, (copy.given_by for copy in gone)),
        )
