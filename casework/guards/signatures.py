"""Which steps need more than one signature, whose, and how many."""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.facts import CaseFacts
from casework.guards.base import Asked
from casework.vocabulary import Seat, Verb


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """The seats of the first and of the second hand; `majority_of_panel` asks for more than half of the panel."""

    first: frozenset[Seat]
    second: frozenset[Seat]
    majority_of_panel: bool = False


def _pair(first: Seat, second: Seat) -> Signatures:
    return Signatures(first=frozenset({first}), second=frozenset({second}))


_CLERKS = frozenset({Seat.INTAKE, Seat.INVESTIGATOR, Seat.ADVISER, Seat.BOARD_SECRETARY, Seat.MONITOR})
_PANEL = Signatures(first=frozenset({Seat.PANEL_CHAIR}), second=frozenset({Seat.PANEL_MEMBER}), majority_of_panel=True)
_MONITORS = _pair(Seat.MONITOR, Seat.MONITOR)

NEEDED: Mapping[Verb, Signatures] = {
    Verb.DISMISS_CASE: _pair(Seat.SCREENER, Seat.SCREENER),
    Verb.RECORD_SERVICE: Signatures(first=_CLERKS, second=_CLERKS),
    Verb.RECORD_FINDINGS: _PANEL,
    Verb.CLOSE_NOT_PROVEN: _PANEL,
    Verb.RECOMMEND_SANCTION: _PANEL,
    Verb.SEND_BOARD_PACK: _pair(Seat.BOARD_SECRETARY, Seat.ADVISER),
    Verb.WAIVE_SOCIETY_APPEAL: _pair(Seat.INVESTIGATOR, Seat.REVIEWER),
    Verb.VERIFY_CONDITION: _MONITORS,
    Verb.REPORT_BREACH: _MONITORS,
    Verb.COMPLETE_MONITORING: _MONITORS,
    Verb.CLOSE_UNMET: _MONITORS,
}


def how_many(verb: Verb, facts: CaseFacts) -> int:
    """Return how many different people must sign a step; 1 where one is enough."""
    needed = NEEDED.get(verb)
    if needed is None:
        return 1
    if not needed.majority_of_panel:
        return 2
    people = facts.people
    return len(people.holding(Seat.PANEL_CHAIR) | people.holding(Seat.PANEL_MEMBER)) // 2 + 1


def enough_have_signed(verb: Verb, case: Asked) -> bool:
    """Whether those who signed before, with the one who acts now, are enough and of the right seats."""
    needed = NEEDED[verb]
    proposal = case.facts.proposals.of(verb)
    if proposal is None:
        return False
    me = case.acting
    before = {person: {seat} for person, seat in proposal.signers if person not in case.facts.people.barred}
    if me.person in before:
        return False
    hands = [*before.values(), set(me.seats)]
    if len(hands) < how_many(verb, case.facts):
        return False
    return any(
        one & needed.first and two & needed.second
        for i, one in enumerate(hands)
        for j, two in enumerate(hands)
        if i != j
    )
