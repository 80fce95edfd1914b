"""What the record says of offers of consent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import CaseState, ConsentState, Seat

OPEN = frozenset({ConsentState.PROPOSED, ConsentState.SIGNED})
ANSWERED: Mapping[type[e.Event], ConsentState] = {
    e.ConsentAccepted: ConsentState.ACCEPTED,
    e.ConsentRejected: ConsentState.REJECTED,
    e.ConsentLapsed: ConsentState.LAPSED,
    e.ConsentReturned: ConsentState.RETURNED,
}
"""The state of an offer after each event that ends it."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One offer, by the key of its entry.

    `made_in`: the state of the case at that time; `signatories`: who made or signed it; `heard`: reporters who commented.
    """

    id: UUID
    terms: e.TermsWithLower
    made_in: CaseState | None = None
    signatories: frozenset[UUID] = frozenset()
    signed: frozenset[Seat] = frozenset()
    heard: frozenset[UUID] = frozenset()
    state: ConsentState = ConsentState.PROPOSED


class ConsentPart(Part):
    """The offers in their order."""

    offers: tuple[Offer, ...] = ()

    @property
    def open_offer(self) -> Offer | None:
        """The offer that waits for an answer."""
        return self.offers[-1] if self.offers and self.offers[-1].state in OPEN else None

    @property
    def accepted_offer(self) -> Offer | None:
        """The offer that went to the board."""
        return next((offer for offer in reversed(self.offers) if offer.state is ConsentState.ACCEPTED), None)

    @property
    def offers_made(self) -> int:
        """How many offers count. An offer that the board returned does not count."""
        return sum(offer.state is not ConsentState.RETURNED for offer in self.offers)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.ConsentProposed() as event:
                by = frozenset({happened.actor})
                made = Offer(id=event.id, terms=event, made_in=event.from_state, signatories=by)
                return replace(self, offers=(*self.offers, made))
            case e.ConsentSigned() if offer := self.open_offer:
                signed, signatories = offer.signed | {happened.role}, offer.signatories | {happened.actor}
                return self._with_last(
                    replace(offer, state=ConsentState.SIGNED, signed=signed, signatories=signatories)
                )
            case e.ConsentCommented() if offer := self.open_offer:
                return self._with_last(replace(offer, heard=offer.heard | {happened.actor}))
            case event if self.offers and type(event) in ANSWERED:
                return self._with_last(replace(self.offers[-1], state=ANSWERED[type(event)]))
        return self

    def _with_last(self, offer: Offer) -> Self:
        return replace(self, offers=(*self.offers[:-1], offer))
