"""Steps that wait for another signature: who signed each, on which day, and whose signature is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.case.page import CasePage
from casework.record.events import StepProposed, StepSigned
from casework.record.state import ONE_EACH, Proposal, Returned
from casework.record.state.people import PARTIES
from casework.vocabulary import Reading, Seat, Verb
from casework.workflow.signatures import read_first
from casework.workflow.step import signatures_needed
from casework.workflow.turns import signs_next

UNNAMED = PARTIES | {Seat.BLIND_READER, Seat.BOARD_MEMBER}
"""The seats whose holders are named to nobody here."""
CHAIRS = frozenset({Seat.PANEL_CHAIR, Seat.APPEAL_CHAIR})
"""The seats in which nobody else can sign."""


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Somebody who signed: in which seat, on which day, and their name; "" if the viewer may not know it."""

    seat: Seat
    on: date
    name: str


@dataclass(frozen=True, kw_only=True)
class WaitingStep:
    """A step that waits since a day. `seats` may sign next. `signed`: the viewer has signed it already.

    `again`: the seats of those who signed. `unheld`: empty seats, one of which has to be filled, because nobody can sign.
    """

    verb: Verb
    seats: tuple[Seat, ...]
    since: date
    signed: bool
    again: frozenset[Seat] = frozenset()
    unheld: tuple[Seat, ...] = ()

    @property
    def whose(self) -> str:
        """The seats in words. Where another seat may sign too, a seat that has signed is named as another person in it."""
        if len(self.seats) == 1:
            return str(self.seats[0].label)
        return str(_(" or ")).join(self._in_words(seat) for seat in self.seats if seat not in self.again & CHAIRS)

    @property
    def to_fill(self) -> str:
        """The empty seats in words. One person in one of them is enough."""
        return str(_(" or ")).join(str(seat.label) for seat in self.unheld)

    def _in_words(self, seat: Seat) -> str:
        return str(_("another %(seat)s") % {"seat": seat.label.lower()} if seat in self.again else seat.label)


def waiting_steps(page: CasePage) -> tuple[WaitingStep, ...]:
    """Return the waiting steps that the viewer may sign or has signed, each once. No query."""
    view = page.case.view
    offered = {offer.verb: offer for offer in page.offers if offer.waits or offer.signed}
    waiting = {one.step: one for one in reversed(view.proposals.waiting) if one.step in offered}
    return tuple(
        WaitingStep(
            verb=one.step,
            seats=_seats_left(page.case, one),
            since=next(day for _person, day in _days(page.case, one)),
            signed=offered[one.step].signed,
            again=frozenset(seat for _person, seat in one.signers),
            unheld=_unheld(page.case, one.step),
        )
        for one in reversed(waiting.values())
    )


def _seats_left(case: Case, proposal: Proposal) -> tuple[Seat, ...]:
    needed = signatures_needed(proposal.step, case.view)
    return tuple(sorted(needed.seats_left({seat for _, seat in proposal.signers}))) if needed else ()


def _unheld(case: Case, verb: Verb) -> tuple[Seat, ...]:
    return tuple(seat for seat in seats_nobody_signs_in(case, verb) if not case.view.people.holding(seat))


def seats_nobody_signs_in(case: Case, verb: Verb) -> tuple[Seat, ...]:
    """Return the seats that have to sign a step after the viewer, if nobody else holds one of them now. No query."""
    needed, proposal = signatures_needed(verb, case.view), case.view.proposals.of(verb)
    if needed is None:
        return ()
    signed = dict(proposal.signers) if proposal else {}
    own = sorted(case.acting.seats & (needed.first | needed.second))
    signed |= {case.acting.person: own[0]} if own and case.acting.person not in signed else {}
    missing = len(signed) < needed.how_many(case.view) and signs_next(case.view, verb, signed) is None
    return tuple(sorted(needed.seats_left(set(signed.values())))) if missing else ()


def put_unsigned_first(case: Case, verb: Verb) -> None:
    """Put a proposal that the viewer can still sign before those that they have signed, where several may wait at once."""
    me, waiting = case.acting.person, case.view.proposals.all_of(verb)
    left = (one for one in waiting if me not in {person for person, _seat in one.signers})
    if verb in ONE_EACH and (first := next(left, None)):
        case.view = read_first(case.view, first.id)


def signers_of(case: Case, proposal: Proposal) -> tuple[Signer, ...]:
    """Return who signed a proposal, the proposer first. One query, or none for a viewer who may know no names."""
    days = dict(_days(case, proposal))
    named = {who for who, seat in proposal.signers if seat not in UNNAMED}
    names = people_behind(named) if Reading.READ_PEOPLE.value in case.rights else {}
    return tuple(
        Signer(seat=seat, on=days[who], name=names[who].name if who in names else "") for who, seat in proposal.signers
    )


def returner_of(case: Case, back: Returned) -> Signer:
    """Return who sent a step back. At most one query."""
    one = next(one for one in case.record if one.event.id == back.entry)
    named = one.role not in UNNAMED and Reading.READ_PEOPLE.value in case.rights
    names = people_behind({one.actor}) if named else {}
    return Signer(seat=one.role, on=case.view.day_of(one.at), name=names[one.actor].name if one.actor in names else "")


def _days(case: Case, proposal: Proposal) -> Iterator[tuple[UUID, date]]:
    """Yield each person who signed a proposal with the day, the proposer first."""
    for one in case.record:
        event = one.event
        signed = isinstance(event, StepSigned) and event.proposal == proposal.id
        if signed or (isinstance(event, StepProposed) and event.id == proposal.id):
            yield one.actor, case.view.day_of(one.at)
