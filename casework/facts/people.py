"""What the record says of who sits where, who acted as what, and who may not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework.events import Recorded
from casework.vocabulary import Mention, Seat

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One person's conflict with this case; PROVISIONAL and RECORDED deny, LIFTED and CLEARED do not."""

    person: UUID
    state: Mention


@dataclass(frozen=True, kw_only=True)
class PeopleFacts:
    """Seats held now, acts done in a seat, conflicts. Persons are pseudonyms."""

    seats: frozenset[tuple[UUID, Seat]] = frozenset()
    acts: frozenset[tuple[UUID, Seat]] = frozenset()
    conflicts: tuple[Conflict, ...] = ()

    def holding(self, seat: Seat) -> frozenset[UUID]:
        """Return who holds a seat now."""
        return frozenset(person for person, held in self.seats if held == seat)

    def seats_of(self, person: UUID) -> frozenset[Seat]:
        """Return the seats a person holds now."""
        return frozenset(seat for who, seat in self.seats if who == person)

    @property
    def barred(self) -> frozenset[UUID]:
        """Who is denied everything in this case now."""
        denying = {Mention.PROVISIONAL, Mention.RECORDED}
        return frozenset(c.person for c in self.conflicts if c.state in denying)

    def seat(self, person: UUID, *seats: Seat) -> Self:
        """Return the same with a person seated."""
        return replace(self, seats=self.seats | {(person, seat) for seat in seats})

    def unseat(self, person: UUID, *seats: Seat) -> Self:
        """Return the same with a person's seats, or those named, taken away."""
        return replace(self, seats=frozenset(s for s in self.seats if s[0] != person or (seats and s[1] not in seats)))

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        return replace(self, acts=self.acts | {(happened.actor, happened.role)})
