"""What nobody who judges is told: offers of consent that came to nothing."""

from collections.abc import Iterator
from uuid import UUID

from casework.events import ConsentProposed, ConsentReturned, Fact
from casework.facts import CaseFacts
from casework.models import Case
from casework.vocabulary import ConsentState, Seat

JUDGES = frozenset(
    {Seat.PANEL_CHAIR, Seat.PANEL_MEMBER, Seat.BOARD_MEMBER, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER, Seat.DECIDER}
)
ENDED = frozenset({ConsentState.REJECTED, ConsentState.LAPSED, ConsentState.RETURNED})


def withheld(case: Case) -> frozenset[UUID]:
    """Return the entries of an entered case of which the one who entered is told nothing, neither words nor that they are."""
    return frozenset(entry for entry, seats in _from_whom(case) if case.seats & seats)


def ended_offers(facts: CaseFacts) -> frozenset[UUID]:
    """Return the offers that were rejected, lapsed or were sent back by the board, by the keys of their entries."""
    return frozenset(offer.id for offer in facts.consent.offers if offer.state in ENDED)


def _from_whom(case: Case) -> Iterator[tuple[UUID, frozenset[Seat]]]:
    ended = ended_offers(case.facts)
    for one in case.record:
        if _tells_of(one.fact, ended):
            yield one.fact.id, JUDGES


def _tells_of(fact: Fact, ended: frozenset[UUID]) -> bool:
    about = fact.id if isinstance(fact, ConsentProposed) else getattr(fact, "offer", None)
    return isinstance(fact, ConsentReturned) or about in ended
