"""The steps that a viewer of a case is offered: which are open, and why the others are not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from casework.models import Case
from casework.record.rights import rights_of
from casework.vocabulary import Verb
from casework.workflow.guard import Acting
from casework.workflow.step import can_be_written, in_the_way, nothing_to_choose, opens_on


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A step that belongs to the viewer's seat, with the reasons why it cannot be taken now; none if it can.

    `waits`: others signed it, but the viewer has not. `signed`: the viewer signed it, and somebody else has to. `written`: it
    is shut, but can be written already; `opens_on` is the day on which it opens, if it waits for a running time alone.
    `due_on`: the day by which it is due from the viewer.
    """

    verb: Verb
    reasons: tuple[str, ...]
    waits: bool = False
    signed: bool = False
    written: bool = False
    opens_on: date | None = None
    due_on: date | None = None

    @property
    def allowed(self) -> bool:
        return not self.reasons


def offers(case: Case, rights: frozenset[str], verbs: Iterable[Verb]) -> tuple[Offer, ...]:
    """Return those of `verbs` that the viewer holds: first what waits for the viewer, then what is open. No query."""
    entered, found = case.acting, []
    given = {seat: rights_of(seat, case.view, entered.person) for seat in case.seats}
    for verb in (verb for verb in verbs if verb.value in rights):
        holding = frozenset(seat for seat, some in given.items() if verb in some)
        case.acting = Acting(person=entered.person, seats=holding)
        proposals = case.view.proposals.all_of(verb)
        mine = [entered.person in {person for person, _ in one.signers} for one in proposals]
        signed, waits = bool(mine) and all(mine), not all(mine)
        against = in_the_way(case, verb) or ([] if proposals else nothing_to_choose(case, verb))
        offer = Offer(verb=verb, reasons=tuple(against), waits=waits, signed=signed)
        if against and not proposals and can_be_written(case, verb):
            offer = replace(offer, written=True, opens_on=opens_on(case, verb))
        found.append(offer)
    case.acting = entered
    return tuple(sorted(found, key=lambda offer: (not offer.waits, not offer.allowed)))
