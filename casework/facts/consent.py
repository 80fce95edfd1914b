"""What the record says of offers of consent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework.events import (
    ConsentAccepted,
    ConsentLapsed,
    ConsentProposed,
    ConsentRejected,
    ConsentReturned,
    Recorded,
    Terms,
)
from casework.vocabulary import ConsentState, Seat

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts

OPEN = frozenset({ConsentState.PROPOSED, ConsentState.SIGNED})


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One offer, by the key of its entry: what it contains, who has signed it, and what became of it."""

    id: UUID
    terms: Terms
    signed: frozenset[Seat] = frozenset()
    state: ConsentState = ConsentState.PROPOSED


@dataclass(frozen=True, kw_only=True)
class ConsentFacts:
    """The offers in their order. `heard`: the reporter has said something on the one in hand."""

    offers: tuple[Offer, ...] = ()
    heard: bool = False

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

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        match happened.fact:
            case ConsentProposed() as fact:
                return replace(self, offers=(*self.offers, Offer(id=fact.id, terms=fact)), heard=False)
            case ConsentAccepted():
                return self._ended(ConsentState.ACCEPTED)
            case ConsentRejected():
                return self._ended(ConsentState.REJECTED)
            case ConsentLapsed():
                return self._ended(ConsentState.LAPSED)
            case ConsentReturned():
                return self._ended(ConsentState.RETURNED)
        return self

    def _ended(self, state: ConsentState) -> Self:
        return replace(self, offers=(*self.offers[:-1], *(replace(last, state=state) for last in self.offers[-1:])))
