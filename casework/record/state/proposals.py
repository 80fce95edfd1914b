"""What the record says of steps that wait for another signature."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.barring import BARRING, barred_by
from casework.record.state.part import Before, Part
from casework.vocabulary import Seat, Verb

ONE_EACH: Mapping[Verb, str] = {Verb.RECORD_SERVICE: "about"}
"""The steps of which several may wait at once, each about another subject, and the field of their event that names it."""
SUBJECTS: Mapping[Verb, str] = {**ONE_EACH, Verb.DISCLOSE_REDACTED_COPY: "evidence"}
"""The field that names what a proposal is about, for the steps whose proposals say it."""
ONE_AT_A_TIME = frozenset({Verb.DISCLOSE_REDACTED_COPY})
"""The steps of which no second one is put forward while one waits: it would replace the first, often about something else."""

ENDING = (Verb.DISMISS_CASE, Verb.STOP_INVESTIGATION, Verb.REFER_CASE)
"""The steps that end a case before it is charged. Each is signed by two, and falls with every step that moves the case on."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A step put forward, and who has signed it in which seat, the proposer first."""

    id: UUID
    step: Verb
    subject: UUID | None
    signers: tuple[tuple[UUID, Seat], ...]


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A step that came back to its proposer, or that they took back. `id` is the entry of the proposal, `entry` the return.

    It was put forward in the seat `seat`, and sent back by `by`. `left`: its proposer was barred from the case since then.
    `unsigned`: the case moved on before it was signed; `entry` and `by` are then those of the move.
    """

    id: UUID
    step: Verb
    proposer: UUID
    seat: Seat
    entry: UUID
    by: UUID
    taken_back: bool
    left: bool = False
    unsigned: bool = False
    subject: UUID | None = None

    @property
    def has_reason(self) -> bool:
        """Whether somebody sent it back and said why."""
        return not (self.taken_back or self.unsigned)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A step that the last signature took: who had put it forward, and the first entry that the step made."""

    proposer: UUID
    entry: UUID


class ProposalsPart(Part):
    """The steps that wait. A new proposal of a step replaces the old one; of a step in `ONE_EACH`, that about the same subject.
    Every move of the case ends them all, and so does the erasure of the file.

    When a person is barred from the case, their proposals end and their signatures no longer count. `returned` are the steps
    that came back to their proposers, until they are put forward or taken, or the case moves. If the proposer has been barred
    since then, the step is left to the people who hold the same seat now or later. `unsigned` are the steps that a move of the
    case ended; they stay with their proposers until somebody puts the step forward or takes it. `taken` are those that were
    signed by all.
    """

    waiting: tuple[Proposal, ...] = ()
    returned: tuple[Returned, ...] = ()
    unsigned: tuple[Returned, ...] = ()
    taken: tuple[Taken, ...] = ()

    def of(self, step: Verb) -> Proposal | None:
        """Return the proposal of a step that waits; the first, if several do."""
        return next((proposal for proposal in self.waiting if proposal.step == step), None)

    def all_of(self, step: Verb) -> tuple[Proposal, ...]:
        return tuple(one for one in self.waiting if one.step == step)

    @property
    def ending(self) -> Proposal | None:
        """The waiting step that ends the case before it is charged; of several, the one that was put forward first."""
        return next((one for one in self.waiting if one.step in ENDING), None)

    def replaced_by(self, step: Verb, subject: UUID | None) -> Proposal | None:
        """Return the waiting proposal that a new one would replace."""
        return next((one for one in self.waiting if _is_about(one, step, subject)), None)

    def with_first(self, entry: UUID | str) -> Self:
        """Return the same with a proposal before the others of its step, so that `of` returns it."""
        chosen = next((one for one in self.waiting if str(one.id) == str(entry)), None)
        if chosen is None or self.of(chosen.step) is chosen:
            return self
        others = [one for one in self.waiting if one is not chosen]
        others.insert(next(n for n, one in enumerate(others) if one.step == chosen.step), chosen)
        return replace(self, waiting=tuple(others))

    def returned_to(self, person: UUID) -> tuple[Returned, ...]:
        """Return what came back to a person, oldest first."""
        return tuple(one for one in self.returned if one.proposer == person and not one.left)

    def unsigned_of(self, person: UUID) -> tuple[Returned, ...]:
        """Return the steps of a person that a move of the case ended, newest first."""
        return tuple(one for one in reversed(self.unsigned) if one.proposer == person)

    def left_to(self, person: UUID, seats: Collection[Seat]) -> tuple[Returned, ...]:
        """Return what came back to people who left a seat of this person, oldest first, except what this person sent back."""
        return tuple(one for one in self.returned if one.left and one.seat in seats and one.by != person)

    def apply(self, happened: e.Recorded, before: Before | None = None) -> Self:
        who = (happened.actor, happened.role)
        match happened.event:
            case e.StepProposed(id=entry, step=step, subject=subject):
                new = Proposal(id=entry, step=step, subject=subject, signers=(who,))
                left = self._without(step, subject)
                return replace(left, waiting=(*left.waiting, new))
            case e.StepSigned(proposal=entry):
                signed = (replace(p, signers=(*p.signers, who)) if p.id == entry else p for p in self.waiting)
                return replace(self, waiting=tuple(signed))
            case e.StepReturned() | e.StepTakenBack():
                return self._with_return(happened.event, happened.actor)
            case event if isinstance(event, BARRING) and (barred := barred_by(happened)):
                return self._without_people(barred)
            case e.ContentErased():
                return type(self)()
            case e.Moved() as moved:
                left = self._with_taken(happened)
                ended = (_given_back(one, moved, happened.actor, unsigned=True) for one in left.waiting)
                return replace(left, waiting=(), returned=(), unsigned=(*left.unsigned, *ended))
            case _:
                return self._with_taken(happened)

    def _with_taken(self, happened: e.Recorded) -> Self:
        """Return the same without the proposals of the step that made this entry; one that others signed is kept as taken."""
        event = happened.event
        subject = getattr(event, ONE_EACH.get(event.verb, ""), None)
        proposers = (one.signers[0][0] for one in self.waiting if _is_about(one, event.verb, subject))
        by_others = (person for person in proposers if person != happened.actor and happened.role is not Seat.CLOCK)
        taken = tuple(Taken(proposer=person, entry=event.id) for person in by_others)
        left = self._without(event.verb, subject)
        return replace(left, taken=(*left.taken, *taken)) if taken else left

    def _with_return(self, event: e.StepReturned | e.StepTakenBack, by: UUID) -> Self:
        proposal = next((one for one in self.waiting if one.id == event.proposal), None)
        if proposal is None:
            return self
        left = self._without(proposal.step, proposal.subject)
        return replace(left, returned=(*left.returned, _given_back(proposal, event, by)))

    def _without_people(self, people: Collection[UUID]) -> Self:
        """Return a copy without these people's proposals and signatures. What was sent back to them is left to their seat."""
        left = (p for p in self.waiting if p.signers[0][0] not in people)
        signed = (replace(p, signers=tuple(s for s in p.signers if s[0] not in people)) for p in left)
        sent_back = (one for one in self.returned if one.proposer not in people or not one.taken_back)
        back = (replace(one, left=True) if one.proposer in people else one for one in sent_back)
        ended = (one for one in self.unsigned if one.proposer not in people)
        taken = tuple(one for one in self.taken if one.proposer not in people)
        return replace(self, waiting=tuple(signed), returned=tuple(back), unsigned=tuple(ended), taken=taken)

    def _without(self, step: Verb, subject: UUID | None) -> Self:
        """Return the same without the proposals of a step: those that wait, that came back, and that a move ended.

        Of a step in `ONE_EACH`, only those about the subject.
        """
        if not (self.waiting or self.returned or self.unsigned):
            return self
        waiting = tuple(one for one in self.waiting if not _is_about(one, step, subject))
        returned = tuple(one for one in self.returned if not _is_about(one, step, subject))
        unsigned = tuple(one for one in self.unsigned if not _is_about(one, step, subject))
        return replace(self, waiting=waiting, returned=returned, unsigned=unsigned)


def _given_back(proposal: Proposal, event: e.Event, by: UUID, *, unsigned: bool = False) -> Returned:
    person, seat = proposal.signers[0]
    return Returned(
        id=proposal.id,
        step=proposal.step,
        proposer=person,
        seat=seat,
        entry=event.id,
        by=by,
        taken_back=isinstance(event, e.StepTakenBack),
        unsigned=unsigned,
        subject=proposal.subject,
    )


def _is_about(one: Proposal | Returned, step: Verb, subject: UUID | None) -> bool:
    """Whether a proposal is of a step and, if several of that step may wait, about this subject or about none."""
    return one.step == step and (step not in ONE_EACH or one.subject in (None, subject))
