"""What the record says of the declarations that people make before they may decide."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Declared, Seat


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody told, in which seat; the words are sealed in the entry."""

    person: UUID
    seat: Seat
    entry: UUID


class DeclarationsPart(Part):
    """Who of the panel in hand, or of the appeal panel, is free to sit; and what somebody told that waits for a ruling.

    The board's declarations stand with its papers. `published`: each person whose interest
    was ruled harmless, with the entry of the ruling that shows it to both sides.
    """

    free: frozenset[UUID] = frozenset()
    told: tuple[Told, ...] = ()
    published: frozenset[tuple[UUID, UUID]] = frozenset()

    @property
    def waiting(self) -> frozenset[UUID]:
        return frozenset(one.person for one in self.told)

    def seat_of(self, person: UUID) -> Seat | None:
        """Return the seat in which a person told what waits."""
        return next((one.seat for one in self.told if one.person == person), None)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.InterestsDeclared(answer=Declared.FREE) if happened.role is not Seat.BOARD_MEMBER:
                return replace(self, free=self.free | {happened.actor})
            case e.InterestsDeclared(id=entry, answer=Declared.TELL):
                new = Told(person=happened.actor, seat=happened.role, entry=entry)
                return replace(self, told=(*self.told, new))
            case e.DeclarationRuled(id=entry, person=person, harmless=harmless):
                ruled = replace(self, told=tuple(one for one in self.told if one.person != person))
                if not harmless:
                    return ruled
                free = self.free if self.seat_of(person) is Seat.BOARD_MEMBER else self.free | {person}
                return replace(ruled, free=free, published=self.published | {(person, entry)})
            case e.PanelNamed() | e.AppealPanelSeated():
                return replace(self, free=frozenset(), told=())
            case e.Moved() if self.told:
                return replace(self, told=())
        return self
