"""What the record says of offers of consent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

from casework.record.events import (
    ConsentAccepted,
    ConsentCommented,
    ConsentLapsed,
    ConsentProposed,
    ConsentRejected,
    ConsentReturned,
    ConsentSigned,
    Recorded,
    Terms,
)
from casework.record.state.before import Before
from casework.vocabulary import CaseState, ConsentState, Seat

OPEN = frozenset({ConsentState.PROPOSED, ConsentState.SIGNED})


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One offer, by the key of its entry: what it contains, who made it, which seats have signed it, what became of it.

    `made_in`: the state it was made in; `hands`: who made or signed it; `heard`: the reporters who spoke on it.
    """

    id: UUID
    terms: Terms
    made_in: CaseState | None = None
    hands: frozenset[UUID] = frozenset()
    signed: frozenset[Seat] = frozenset()
    heard: frozenset[UUID] = frozenset()
    state: ConsentState = ConsentState.PROPOSED


@dataclass(frozen=True, kw_only=True)
class ConsentPart:
    """The offers in their order."""

    offers: tuple[Offer, ...] = ()

    @property
    def open(self) -> Offer | None:
        """The offer that waits for an answer, or None."""
        return self.offers[-1] if self.offers and self.offers[-1].state in OPEN else None

    @property
    def accepted(self) -> Offer | None:
        """The offer that went to the board, or None."""
        return next((offer for offer in reversed(self.offers) if offer.state is ConsentState.ACCEPTED), None)

    @property
    def made(self) -> int:
        """How many offers count; one the board returned is as if it had not been made."""
        return sum(offer.state is not ConsentState.RETURNED for offer in self.offers)

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case ConsentProposed() as event:
                made = Offer(id=event.id, terms=event, made_in=event.from_state, hands=frozenset({happened.actor}))
                return replace(self, offers=(*self.offers, made))
            case ConsentSigned() if self.open:
                return self._last(
                    state=ConsentState.SIGNED,
                    signed=self.open.signed | {happened.role},
                    hands=self.open.hands | {happened.actor},
                )
            case ConsentCommented() if self.open:
                return self._last(heard=self.open.heard | {happened.actor})
            case ConsentAccepted():
                return self._last(state=ConsentState.ACCEPTED)
            case ConsentRejected():
                return self._last(state=ConsentState.REJECTED)
            case ConsentLapsed():
                return self._last(state=ConsentState.LAPSED)
            case ConsentReturned():
                return self._last(state=ConsentState.RETURNED)
        return self

    def _last(self, **changes: Any) -> Self:
        return replace(self, offers=(*self.offers[:-1], *(replace(last, **changes) for last in self.offers[-1:])))
