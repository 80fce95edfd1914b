"""What the record says of the board: the papers, who declared, and the ballot."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.appeal import codes_of, society_is_right
from casework.record.state.part import Before, Part
from casework.record.state.terms import lowered, written_below
from casework.vocabulary import BallotState, Declared, LateRuling, Route, Seat
from casework.vocabulary.public_half import PublicHalf
from policy.quorum import Electorate, Option
from policy.rules import Level, Rules

REMITTALS = frozenset({Option.REMIT, Option.REMIT_TO_NEW_PANEL})


@dataclass(frozen=True, kw_only=True)
class CastVote:
    """Somebody's vote; the answers are sealed in the entry."""

    entry: UUID
    voter: UUID


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """A ballot: its frozen voters and papers, the votes, and after its end what was carried and how many took part.

    `keys`: the public halves to which the answers are sealed, one an option and one for the rest; none until they are made.
    """

    id: UUID
    pack: UUID
    voters: frozenset[UUID]
    electorate: Electorate
    motions: tuple[Option, ...]
    closes_at: datetime
    keys: tuple[PublicHalf, ...] = ()
    state: BallotState = BallotState.OPEN
    votes: tuple[CastVote, ...] = ()
    carried: Option | None = None
    present: int = 0

    @property
    def voted(self) -> frozenset[UUID]:
        return frozenset(vote.voter for vote in self.votes)

    @property
    def is_open(self) -> bool:
        return self.state is BallotState.OPEN

    @property
    def is_running(self) -> bool:
        """Whether votes are taken, or were taken and are not counted yet."""
        return self.state in {BallotState.OPEN, BallotState.CLOSED}

    @property
    def waits_for_signer(self) -> bool:
        """Whether the signer has to make its keys, or to open what its count reaches."""
        return self.state is BallotState.CLOSED or (self.is_open and not self.keys)

    @property
    def has_result(self) -> bool:
        return self.state in {BallotState.CARRIED, BallotState.NOT_CARRIED}


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision of the board: what was carried, the level it came to, and by which route."""

    id: UUID
    carried: Option | None
    level: Level
    route: Route


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The minutes of a ballot: the entry that has their words, who approved these, and whether a correction waits."""

    entry: UUID
    approved: frozenset[UUID] = frozenset()
    correction_waits: bool = False


class BoardPart(Part):
    """The papers sent, the declarations, the ballot, the decision, and the minutes.

    `lower` are the terms that were written with the recommendation for each lower level.
    `before_breach` is the route and the recommendation of the decision in force, to which a returned breach goes back.
    `relied_on`: the ballots a decision or a remittal rests on. `absences`: how often too few took part; `unfilled`: how many
    of the people absent at the last one have not been replaced.
    """

    route: Route | None = None
    recommended: e.Terms | None = None
    lower: tuple[e.Terms, ...] = ()
    pack: UUID | None = None
    declared: frozenset[UUID] = frozenset()
    ballot: Ballot | None = None
    ballots: int = 0
    decision: Decision | None = None
    remitted: bool = False
    before_breach: tuple[Route | None, e.Terms | None] = (None, None)
    relied_on: tuple[UUID, ...] = ()
    absences: int = 0
    unfilled: int = 0
    minutes: Minutes | None = None

    @property
    def highest(self) -> Level:
        """The level that the board may not exceed."""
        return self.recommended.level if self.recommended else Level.L0

    @property
    def readable_ballots(self) -> frozenset[UUID]:
        """The ballots whose votes may be read: those that something rests on, and the latest one once it has a result."""
        latest = {self.ballot.id} if self.ballot and self.ballot.has_result else set()
        return frozenset(self.relied_on) | latest

    @property
    def counted(self) -> Ballot | None:
        """The ballot that has a result, or that the decision in force rests on; None if there is neither."""
        ballot = self.ballot
        return ballot if ballot and (ballot.has_result or ballot.id in self.relied_on[-1:]) else None

    @property
    def to_approve(self) -> frozenset[UUID]:
        """The people who sat and have not approved the minutes; nobody while there are none."""
        if self.counted is None or self.minutes is None:
            return frozenset()
        return self.counted.voted - self.minutes.approved

    @property
    def decisive_ballot(self) -> Ballot | None:
        """The ballot that the decision in force rests on; None if none is in force or another ballot followed it."""
        return self.ballot if self.ballot and self.ballot.id in self.relied_on[-1:] else None

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.BoardPackSent(id=pack):
                return replace(self, pack=pack, ballot=None)
            case e.InterestsDeclared(answer=Declared.FREE) if happened.role is Seat.BOARD_MEMBER:
                return self._with_declared(happened.actor, before)
            case e.DeclarationRuled(person=person, harmless=True):
                told_here = before.declarations.seat_of(person) is Seat.BOARD_MEMBER
                return self._with_declared(person, before) if told_here else self
            case e.BallotOpened() as event:
                return replace(self, ballot=_build_ballot(event), ballots=self.ballots + 1)
            case (e.BallotKeysMade() | e.VoteCast() | e.BallotClosed() | e.BallotCounted()) as event if self.ballot:
                return replace(self, ballot=_follow_ballot(self.ballot, event, happened.actor))
            case e.ConflictDeclared() | e.Recused():
                return replace(self, ballot=_ballot_after_conflict(self.ballot, happened.actor))
            case e.ConflictDetected(person=person, provisional=False) | e.MentionRuled(subject=person, stands=True):
                return replace(self, ballot=_ballot_after_conflict(self.ballot, person))
            case e.LateEvidenceRuled(ruling=LateRuling.SANCTION_ONLY | LateRuling.FACTS):
                return replace(self, pack=None, ballot=_void(self.ballot))
            case e.CaseWithdrawn() | e.CaseAbated() if self.ballot and self.ballot.is_running:
                return replace(self, ballot=_void(self.ballot))
            case e.BallotVoided(absent=absent):
                left, absences = self.declared - set(absent), self.absences + bool(absent)
                return replace(self, ballot=None, declared=left, absences=absences, unfilled=len(absent))
            case e.AlternateSeated():
                return replace(self, unfilled=max(self.unfilled - 1, 0))
            case e.BoardDecided(id=key, carried=carried, level=level, route=route):
                decision = Decision(id=key, carried=carried, level=level, route=route)
                return replace(self._with_ballot_relied_on(), decision=decision)
            case e.BoardMinutesWritten(id=entry):
                return replace(self, minutes=Minutes(entry=entry))
            case e.BoardMinutesApproved() if self.minutes:
                approved = self.minutes.approved | {happened.actor}
                return replace(self, minutes=replace(self.minutes, approved=approved))
            case e.BoardMinutesReturned() if self.minutes:
                return replace(self, minutes=replace(self.minutes, correction_waits=True))
            case e.RemittedToPanel() | e.RemittedToNewPanel() | e.ConsentReturned():
                return replace(self._with_ballot_relied_on()._without_papers(), remitted=True)
            case e.SanctionRecommended() as terms:
                return replace(self._without_papers(), route=Route.PANEL)._with_terms(terms)
            case e.ConsentAccepted() as terms:
                return replace(self._without_papers(), route=Route.CONSENT)._with_terms(terms)
            case e.BreachReported(breached=condition):
                in_force, next_terms = (self.route, self.recommended), before.sanctions.in_abeyance(condition)
                fresh = self._without_papers()
                return replace(fresh, route=Route.BREACH, before_breach=in_force, recommended=next_terms)
            case e.BreachReturned():
                earlier, terms_before = self.before_breach
                return replace(self._with_ballot_relied_on()._without_papers(), route=earlier, recommended=terms_before)
            case e.DecisionVoided():
                return replace(self._without_papers(), decision=None, relied_on=self.relied_on[:-1])
            case e.CaseReopened() | e.CaseReopenedForHearing():
                return self._without_papers()
            case e.AppealRemittedToBoard(succeeded=numbers):
                # A board that decides again on the respondent's appeal alone may not go above what was decided.
                raised = society_is_right(before.rules, codes_of(before.rules, numbers))
                harsher = self.route is Route.BREACH or raised
                recommended = self.recommended if harsher else before.sanctions.terms
                return replace(self._without_papers(), decision=None, recommended=recommended)
        return self

    def terms_at(self, level: Level, rules: Rules) -> e.Terms | None:
        """Return the terms of a level as they were written for it; None if nobody wrote any."""
        if self.recommended is None or level == self.recommended.level:
            return self.recommended
        written = next((one for one in self.lower if one.level == level < self.recommended.level), None)
        return lowered(written, self.recommended, rules.ladder[level]) if written else None

    def _with_terms(self, terms: e.TermsWithLower) -> Self:
        return replace(self, recommended=e.Terms(**e.terms_of(terms)), lower=tuple(written_below(terms)))

    def _with_declared(self, person: UUID, before: Before) -> Self:
        """Return the same with a person who is free to vote. One of the board's own who comes back needs no alternate."""
        back = person not in before.people.holding(Seat.BOARD_MEMBER)
        return replace(self, declared=self.declared | {person}, unfilled=max(self.unfilled - back, 0))

    def _without_papers(self) -> Self:
        """Return the same with no papers, no declarations, no ballot and no minutes."""
        return replace(self, pack=None, ballot=None, declared=frozenset(), absences=0, unfilled=0, minutes=None)

    def _with_ballot_relied_on(self) -> Self:
        return replace(self, relied_on=(*self.relied_on, self.ballot.id)) if self.ballot else self


def _build_ballot(event: e.BallotOpened) -> Ballot:
    return Ballot(
        id=event.id,
        pack=event.pack,
        voters=frozenset(event.voters),
        electorate=Electorate(filled=event.filled, barred=event.barred, alternates=event.alternates),
        motions=event.motions,
        closes_at=event.closes_at,
    )


def _follow_ballot(
    ballot: Ballot, event: e.BallotKeysMade | e.VoteCast | e.BallotClosed | e.BallotCounted, voter: UUID
) -> Ballot:
    match event:
        case e.BallotKeysMade(keys=keys):
            return replace(ballot, keys=keys)
        case e.VoteCast():
            return replace(ballot, votes=(*ballot.votes, CastVote(entry=event.id, voter=voter)))
        case e.BallotClosed(present=present):
            return replace(ballot, state=BallotState.CLOSED, present=present)
        case e.BallotCounted(carried=carried, present=present):
            state = BallotState.NOT_CARRIED if carried is None else BallotState.CARRIED
            return replace(ballot, state=state, carried=carried, present=present)


def _ballot_after_conflict(ballot: Ballot | None, person: UUID) -> Ballot | None:
    """A conflict of a voter voids the ballot; a bare mention does not, until it stands."""
    return _void(ballot) if ballot and person in ballot.voters else ballot


def _void(ballot: Ballot | None) -> Ballot | None:
    return replace(ballot, state=BallotState.VOIDED) if ballot else None
