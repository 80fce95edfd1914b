"""What the record says of steps that wait for another signature."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework.events import Moved, Recorded, StepProposed, StepSigned
from casework.vocabulary import Seat, Verb

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A step put forward, and who has signed it in which seat, the proposer first."""

    id: UUID
    step: Verb
    subject: UUID | None
    signers: tuple[tuple[UUID, Seat], ...]


@dataclass(frozen=True, kw_only=True)
class ProposalsFacts:
    """The steps that wait. A new proposal of a step replaces the old; a move of the case ends them all."""

    waiting: tuple[Proposal, ...] = ()

    def of(self, step: Verb) -> Proposal | None:
        """Return the waiting proposal of a step, or None."""
        return next((proposal for proposal in self.waiting if proposal.step == step), None)

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        who = (happened.actor, happened.role)
        match happened.fact:
            case StepProposed(id=entry, step=step, subject=subject):
                new = Proposal(id=entry, step=step, subject=subject, signers=(who,))
                return replace(self, waiting=(*self._without(step), new))
            case StepSigned(step=step):
                return replace(
                    self,
                    waiting=tuple(replace(p, signers=(*p.signers, who)) if p.step == step else p for p in self.waiting),
                )
            case Moved():
                return replace(self, waiting=())
            case fact:
                return replace(self, waiting=self._without(fact.verb))

    def _without(self, step: Verb) -> tuple[Proposal, ...]:
        return tuple(proposal for proposal in self.waiting if proposal.step != step)
