"""An offer of consent as people read it who sign or approve it: its words, its terms as data, and what they lead to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.consent.guards import RESPONDENT_SIDE
from casework.procedure.reading.actions import open_content
from casework.queries.decisions.board_powers import POWERS
from casework.queries.decisions.pack import Fact, facts_of_terms, terms_in_words
from casework.queries.rulebook.worded_conditions import read_conditions
from casework.record.events import ConsentSigned
from casework.record.state.consent import Offer
from casework.vocabulary import CaseCompartment, Reading, Route, Seat
from casework.web.shared.context import Context

WORDS = ("admission", "wording", "reasons")


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Somebody who made or signed the offer, by seat, and the day."""

    seat: Seat
    made: bool
    on: date


@dataclass(frozen=True, kw_only=True)
class Offered:
    """The open offer. `may` and `may_not`: what the board, which votes on it, can make of it.

    `hands` are those who made and signed it, in their order; `missing` are the sides that have not signed.
    """

    level: str
    terms: str
    facts: tuple[Fact, ...]
    admission: str
    sanction: str
    reasons: str
    may: tuple[Promise, ...]
    may_not: tuple[Promise, ...]
    hands: tuple[Hand, ...]
    missing: tuple[Seat, ...]


def around_offer(case: Case, by: Actor, _form: VerbForm) -> Context:
    """Return the offer that is open, opened on the record; nothing if there is none, or the reader may not read it."""
    offer, view = case.view.consent.open_offer, case.view
    if offer is None or Reading.READ_OFFER.value not in case.rights:
        return {}
    wanted = {CaseCompartment.RESPONDENT: [(offer.id, name) for name in WORDS]}
    texts = open_content(reference=case.reference, by=by, rights=[Reading.READ_OFFER], wanted=wanted)
    term = texts.get((offer.id, "wording"))
    worded = term if isinstance(term, dict) else {}
    offered = Offered(
        level=view.rules.ladder[offer.terms.level].words,
        terms=terms_in_words(view, offer.terms),
        facts=facts_of_terms(view, offer.terms, read_conditions(worded.get("conditions"))),
        admission=str(texts.get((offer.id, "admission")) or ""),
        sanction=str(worded.get("sanction") or ""),
        reasons=str(texts.get((offer.id, "reasons")) or ""),
        may=POWERS[Route.CONSENT].may,
        may_not=POWERS[Route.CONSENT].may_not,
        hands=tuple(_hands(case, offer)),
        missing=tuple(_missing(offer)),
    )
    return {"offered": offered}


def _hands(case: Case, offer: Offer) -> Iterator[Hand]:
    for one in case.record:
        made = one.event.id == offer.id
        if made or (isinstance(one.event, ConsentSigned) and one.event.offer == offer.id):
            yield Hand(seat=one.role, made=made, on=case.view.day_of(one.at))


def _missing(offer: Offer) -> Iterator[Seat]:
    if not offer.signed & RESPONDENT_SIDE:
        yield Seat.RESPONDENT
    if Seat.INVESTIGATOR not in offer.signed:
        yield Seat.INVESTIGATOR
