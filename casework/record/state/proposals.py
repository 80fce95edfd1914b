"""What the record says of steps that wait for another signature."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Seat, Verb


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A step put forward, and who has signed it in which seat, the proposer first."""

    id: UUID
    step: Verb
    subject: UUID | None
    signers: tuple[tuple[UUID, Seat], ...]


class ProposalsPart(Part):
    """The steps that wait. A new proposal of a step replaces the old one; every move of the case ends them all, and so does
    the erasure of the file.

    When a person is barred from the case, their proposals end and their signatures no longer count.
    """

    waiting: tuple[Proposal, ...] = ()

    def of(self, step: Verb) -> Proposal | None:
        return next((proposal for proposal in self.waiting if proposal.step == step), None)

    def apply(self, happened: e.Recorded, before: Before | None = None) -> Self:
        who = (happened.actor, happened.role)
        match happened.event:
            case e.StepProposed(id=entry, step=step, subject=subject):
                new = Proposal(id=entry, step=step, subject=subject, signers=(who,))
                return replace(self, waiting=(*self._without(step), new))
            case e.StepSigned(step=step):
                signed = (replace(p, signers=(*p.signers, who)) if p.step == step else p for p in self.waiting)
                return replace(self, waiting=tuple(signed))
            case e.ConflictDeclared() | e.Recused():
                return self._without_person(happened.actor)
            case e.ConflictDetected(person=person):
                return self._without_person(person)
            case e.Moved() | e.ContentErased():
                return replace(self, waiting=())
            case event:
                return replace(self, waiting=self._without(event.verb))

    def _without_person(self, person: UUID) -> Self:
        """Return the same without a person's proposals and signatures."""
        left = (p for p in self.waiting if p.signers[0][0] != person)
        signed = (replace(p, signers=tuple(s for s in p.signers if s[0] != person)) for p in left)
        return replace(self, waiting=tuple(signed))

    def _without(self, step: Verb) -> tuple[Proposal, ...]:
        return tuple(proposal for proposal in self.waiting if proposal.step != step)
