"""What the record says of offers of consent."""

from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import CaseState, ConsentState, Seat

OPEN = frozenset({ConsentState.PROPOSED, ConsentState.SIGNED})


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One offer, by the key of its entry.

    `made_in`: the state it was made in; `signatories`: who made or signed it; `heard`: the reporters who commented on it.
    """

    id: UUID
    terms: e.Terms
    made_in: CaseState | None = None
    signatories: frozenset[UUID] = frozenset()
    signed: frozenset[Seat] = frozenset()
    heard: frozenset[UUID] = frozenset()
    state: ConsentState = ConsentState.PROPOSED


class ConsentPart(Part):
    """The offers in their order."""

    offers: tuple[Offer, ...] = ()

    @property
    def open(self) -> Offer | None:
        """The offer that waits for an answer."""
        return self.offers[-1] if self.offers and self.offers[-1].state in OPEN else None

    @property
    def accepted(self) -> Offer | None:
        """The offer that went to the board."""
        return next((offer for offer in reversed(self.offers) if offer.state is ConsentState.ACCEPTED), None)

    @property
    def made(self) -> int:
        """How many offers count; one the board returned is as if it had not been made."""
        return sum(offer.state is not ConsentState.RETURNED for offer in self.offers)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.ConsentProposed() as event:
                by = frozenset({happened.actor})
                offer = Offer(id=event.id, terms=event, made_in=event.from_state, signatories=by)
                return replace(self, offers=(*self.offers, offer))
            case e.ConsentSigned() if self.open:
                return self._with_last(
                    state=ConsentState.SIGNED,
                    signed=self.open.signed | {happened.role},
                    signatories=self.open.signatories | {happened.actor},
                )
            case e.ConsentCommented() if self.open:
                return self._with_last(heard=self.open.heard | {happened.actor})
            case e.ConsentAccepted():
                return self._with_last(state=ConsentState.ACCEPTED)
            case e.ConsentRejected():
                return self._with_last(state=ConsentState.REJECTED)
            case e.ConsentLapsed():
                return self._with_last(state=ConsentState.LAPSED)
            case e.ConsentReturned():
                return self._with_last(state=ConsentState.RETURNED)
        return self

    def _with_last(self, **changes: Any) -> Self:
        return replace(self, offers=(*self.offers[:-1], *(replace(last, **changes) for last in self.offers[-1:])))
