"""What a viewer is told nothing of, whatever their rights: ended offers, annulled findings, other cases, void votes."""

from collections.abc import Iterator
from uuid import UUID

from casework.models import Case
from casework.record.events import (
    NAMES_ANOTHER_CASE,
    AppealRemittedToPanel,
    BallotClosed,
    CaseReopenedForHearing,
    CasesLinked,
    CasesSevered,
    ConsentProposed,
    ConsentReturned,
    Event,
    FindingMade,
    FindingsRecorded,
    HistoryOpened,
    PanelDissolved,
    RemittedToNewPanel,
    SanctionRecommended,
    SanctionViewsFiled,
    VoteCast,
)
from casework.record.state import CaseView
from casework.vocabulary import ConsentState, Seat

PANEL = frozenset({Seat.PANEL_CHAIR, Seat.PANEL_MEMBER})
JUDGES = PANEL | {Seat.BOARD_MEMBER, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER, Seat.DECIDER}
ENDED = frozenset({ConsentState.REJECTED, ConsentState.LAPSED, ConsentState.RETURNED})
FOUND = (FindingMade, FindingsRecorded, HistoryOpened, SanctionViewsFiled, SanctionRecommended)
ANNULS = (PanelDissolved, RemittedToNewPanel, AppealRemittedToPanel, CaseReopenedForHearing)


def withheld(case: Case) -> frozenset[UUID]:
    """Return the entries of an entered case of which the one who entered is told nothing, neither words nor that they are.

    Who judges learns of no offer that came to nothing, and of no finding that was annulled before it was served; a panel of
    nothing that another panel found, nor, before it has found anything itself, that the case has to do with another one:
    that would tell of an earlier one. Of a case that grew out of this one only those are told to whom it is shown, of a
    linked case only those who are not denied it; and in both cases the person who wrote the entry.
    """
    offers = _of_ended_offers(case) if case.seats & JUDGES else ()
    findings = _annulled(case) if case.seats & PANEL else _never_served(case) if case.seats & JUDGES else ()
    links = _links(case) if case.seats & PANEL and not case.view.deliberation.saved else ()
    return frozenset((*offers, *findings, *links, *_of_other_cases(case)))


def never_opened(case: Case) -> frozenset[UUID]:
    """Return the votes and counts that nobody may look at: of a void ballot, of a void decision, of a round not yet over."""
    counted = case.view.board.counted
    votes = (one.event for one in case.record if isinstance(one.event, (VoteCast, BallotClosed)))
    return frozenset(event.id for event in votes if event.ballot not in counted)


def ended_offers(view: CaseView) -> frozenset[UUID]:
    """Return the offers that were rejected, lapsed or were sent back by the board, by the keys of their entries."""
    return frozenset(offer.id for offer in view.consent.offers if offer.state in ENDED)


def _of_ended_offers(case: Case) -> Iterator[UUID]:
    ended = ended_offers(case.view)
    yield from (one.event.id for one in case.record if _tells_of(one.event, ended))


def _tells_of(event: Event, ended: frozenset[UUID]) -> bool:
    about = event.id if isinstance(event, ConsentProposed) else getattr(event, "offer", None)
    return isinstance(event, ConsentReturned) or about in ended


def _links(case: Case) -> Iterator[UUID]:
    yield from (one.event.id for one in case.record if isinstance(one.event, (CasesLinked, CasesSevered)))


def _of_other_cases(case: Case) -> Iterator[UUID]:
    for one in case.record:
        if isinstance(one.event, NAMES_ANOTHER_CASE) and one.actor != case.acting.person:
            yield from () if one.event.other in case.others_told else (one.event.id,)


def _annulled(case: Case) -> Iterator[UUID]:
    events = [one.event for one in case.record]
    last = max((n for n, event in enumerate(events) if isinstance(event, ANNULS)), default=0)
    yield from (event.id for event in events[:last] if isinstance(event, FOUND))


def _never_served(case: Case) -> Iterator[UUID]:
    """Yield what a panel recorded whose findings were annulled before any letter about them reached the respondent."""
    unserved = {one.finding.id for one in case.view.deliberation.set_aside if one.finding and not one.served}
    found: list[UUID] = []
    for event in [one.event for one in case.record] if unserved else ():
        if isinstance(event, FOUND):
            found.append(event.id)
        elif isinstance(event, ANNULS):
            yield from found if unserved.intersection(found) else ()
            found = []
