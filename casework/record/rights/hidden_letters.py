"""Offers of consent that came to nothing: those who decide learn nothing of them, their letters and their approver."""

from collections.abc import Collection, Iterable
from uuid import UUID

from casework.record import events as e
from casework.record.state import CaseView
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.record.state.service import Sent
from casework.vocabulary import ClockName, ConsentState, Seat

JUDGES = frozenset({*PANEL, *APPEAL_PANEL, Seat.BOARD_MEMBER, Seat.DECIDER})
ENDED = frozenset({ConsentState.REJECTED, ConsentState.LAPSED, ConsentState.RETURNED})
ENDS = (e.ConsentRejected, e.ConsentLapsed, e.ConsentReturned)
"""The entries with which an offer ends."""
OF_AN_OFFER = frozenset({ClockName.CONSENT, ClockName.CONSENT_VIEWS})


def ended_offers(view: CaseView) -> frozenset[UUID]:
    """Return the offers that were rejected, lapsed or were sent back by the board, by the keys of their entries."""
    return frozenset(offer.id for offer in view.consent.offers if offer.state in ENDED)


def an_offer_stands(view: CaseView) -> bool:
    """Whether an offer waits for an answer, or was accepted and not sent back."""
    return any(offer.state not in ENDED for offer in view.consent.offers)


def hides_approver(view: CaseView, seats: Collection[Seat]) -> bool:
    """Whether somebody in these seats may not know who was to approve an offer: they would learn that there was one."""
    return not JUDGES.isdisjoint(seats) and not an_offer_stands(view)


def letters_known(view: CaseView, seats: Collection[Seat], letters: Iterable[Sent]) -> tuple[Sent, ...]:
    """Return those of the letters of which somebody in these seats may know."""
    if JUDGES.isdisjoint(seats):
        return tuple(letters)
    ended = ended_offers(view)
    return tuple(one for one in letters if one.about not in ended and one.kind not in ENDS)
