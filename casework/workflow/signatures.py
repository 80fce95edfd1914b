"""Steps that need more than one signature. Each step says whose signatures: `@step(…, signed_by=…)`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from uuid import UUID, uuid4

from casework.record.state import ONE_EACH, CaseView, Proposal
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.guard import Asked, guard
from policy.quorum import Option, share_for, votes_needed


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """The seats of the first and of the second signer of a step.

    `body`: a body of the rulebook that decides by signatures; its share of those who sit in it must sign.
    `only_in`: the states in which a second signature is needed; empty: in every state.
    """

    first: frozenset[Seat]
    second: frozenset[Seat]
    body: str = ""
    only_in: frozenset[CaseState] = frozenset()

    def needed_in(self, state: CaseState | None) -> bool:
        return not self.only_in or state in self.only_in

    def seats_left(self, signed: Collection[Seat]) -> frozenset[Seat]:
        """Return the seats of those who may sign next, after signatures in these seats."""
        return self.first if self.first.isdisjoint(signed) else self.second

    def how_many(self, view: CaseView) -> int:
        """Return how many different people must sign.

        The share of a body is counted as in a ballot. At least two people sign, and as many interim members as the rulebook
        says.
        """
        if not self.body:
            return 2
        rules = view.rules.bodies[self.body]
        sitting = len({who for who, seat in view.people.seats if seat in SITTING[self.body]})
        least = rules.least(sitting) if self.body == "interim" else 0
        return max(least, votes_needed(share_for(Option.FINDING, rules), sitting))

    def are_enough(self, verb: Verb, case: Asked) -> bool:
        """Whether the earlier signers and the actor together are enough people, in the right seats."""
        proposal = case.view.proposals.of(verb)
        if proposal is None:
            return False
        me = case.acting
        before = {person: {seat} for person, seat in proposal.signers if person not in case.view.people.barred}
        signers = [*before.values(), set(me.seats)]
        if me.person in before or len(signers) < self.how_many(case.view):
            return False
        return any(one & self.first and two & self.second for one, two in permutations(signers, 2))


def pair(first: Seat, second: Seat) -> Signatures:
    """Require one signature from each of the two seats."""
    return Signatures(first=frozenset({first}), second=frozenset({second}))


def with_signatures(verb: Verb, needed: Signatures, case: Asked) -> CaseView:
    """Return the view in which everybody but the actor has signed a step: so the last signature can be rehearsed."""
    view, me = case.view, case.acting.person
    waiting = view.proposals.of(verb)
    given = [(person, seat) for person, seat in (waiting.signers if waiting else ()) if person != me]
    missing = [(uuid4(), seat) for seat in sorted(needed.first | needed.second) for _ in range(needed.how_many(view))]
    signed = Proposal(
        id=waiting.id if waiting else uuid4(),
        step=verb,
        subject=waiting.subject if waiting and verb not in ONE_EACH else None,
        signers=(*given, *missing),
    )
    others = (one for one in view.proposals.waiting if one.id != signed.id)
    return replace(view, proposals=replace(view.proposals, waiting=(signed, *others)))


def read_first(view: CaseView, proposal: UUID | str) -> CaseView:
    """Return the view with a waiting proposal before the others of its step, so that guards judge this one."""
    return replace(view, proposals=view.proposals.with_first(proposal))


INVESTIGATOR_AND_DECIDER = pair(Seat.INVESTIGATOR, Seat.DECIDER)
SCREENERS = pair(Seat.SCREENER, Seat.SCREENER)
REVIEWERS = pair(Seat.REVIEWER, Seat.REVIEWER)

SITTING: Mapping[str, frozenset[Seat]] = {
    "panel": frozenset({Seat.PANEL_CHAIR, Seat.PANEL_MEMBER}),
    "appeal_panel": frozenset({Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER}),
    "interim": frozenset({Seat.INTERIM_MEMBER}),
}
"""The seats of each body of the rulebook that decides by signatures."""


@guard("What waits for your signature was rewritten. Read it before you sign.")
def signer_has_read_it(proposal: Proposal | None, signs: UUID) -> bool:
    return proposal is not None and proposal.id == signs
