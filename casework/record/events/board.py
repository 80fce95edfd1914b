"""What can have happened: the board and its ballot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.record.events.terms import Terms
from casework.vocabulary import CaseCompartment, Reading, Route, Verb, VoidFor
from policy.quorum import Option, Result
from policy.rules import Level

PACK = sealed_for(CaseCompartment.DECISION, Reading.READ_PACK)
VOTE = sealed_for(CaseCompartment.DECISION, Reading.READ_ROLL_CALL)
DECISION = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK)
DEMANDED = sealed_for(
    CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK, Reading.READ_CONDITION_EVIDENCE
)


@dataclass(frozen=True, kw_only=True)
class BoardPackSent(Event):
    """The board's papers went out. Their exact words are fixed by this entry; changed papers are sent again."""

    type: ClassVar[str] = "case.board_pack_sent"
    title: ClassVar[Promise] = _("Pack sent to the board")
    verb: ClassVar[Verb] = Verb.SEND_BOARD_PACK
    sealed: ClassVar[Mapping[str, Sealed]] = {"minute": PACK}
    labels: ClassVar[Mapping[str, Promise]] = {"minute": _("Minute")}
    recommended: Level


@dataclass(frozen=True, kw_only=True)
class NoConflictDeclared(Event):
    """A board member read the names and declared no connection with the case."""

    type: ClassVar[str] = "case.no_conflict_declared"
    title: ClassVar[Promise] = _("A board member declared no conflict")
    verb: ClassVar[Verb] = Verb.DECLARE_NO_CONFLICT


@dataclass(frozen=True, kw_only=True)
class BallotOpened(Event):
    """The voters, the papers and the order of motions were frozen, and the first option was put."""

    type: ClassVar[str] = "case.ballot_opened"
    title: ClassVar[Promise] = _("Ballot opened")
    verb: ClassVar[Verb] = Verb.OPEN_BALLOT
    pack: UUID
    voters: tuple[UUID, ...]
    filled: int
    barred: int
    alternates: int
    motions: tuple[Option, ...]
    option: Option
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class VoteCast(Event):
    """A voter of the frozen set voted on the current option. The choice is sealed until the ballot has closed."""

    type: ClassVar[str] = "case.vote_cast"
    title: ClassVar[Promise] = _("Vote cast")
    verb: ClassVar[Verb] = Verb.CAST_VOTE
    sealed: ClassVar[Mapping[str, Sealed]] = {"choice": VOTE, "reason": VOTE}
    ballot: UUID
    option: Option


@dataclass(frozen=True, kw_only=True)
class BallotClosed(Event):
    """A round ended at its closing time. The counts stay sealed."""

    type: ClassVar[str] = "case.ballot_closed"
    title: ClassVar[Promise] = _("Ballot closed")
    verb: ClassVar[Verb] = Verb.CLOSE_BALLOT
    sealed: ClassVar[Mapping[str, Sealed]] = {"tally": VOTE}
    labels: ClassVar[Mapping[str, Promise]] = {"tally": _("Count")}
    ballot: UUID
    option: Option
    result: Result


@dataclass(frozen=True, kw_only=True)
class NextOptionPut(Event):
    """The next lower option was put to the same voters on the same papers."""

    type: ClassVar[str] = "case.next_option_put"
    title: ClassVar[Promise] = _("Next option put")
    verb: ClassVar[Verb] = Verb.PUT_NEXT_OPTION
    ballot: UUID
    option: Option
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class BallotVoided(Event):
    """A ballot was void and will be held again; nobody ever opens its votes.

    `absent`: the people who did not vote in a round without a quorum; they declare again before they vote.
    """

    type: ClassVar[str] = "case.ballot_voided"
    title: ClassVar[Promise] = _("Ballot void")
    verb: ClassVar[Verb] = Verb.VOID_BALLOT
    ballot: UUID
    cause: VoidFor
    absent: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AlternateSeated(Event):
    """The next free person of the approved pool was seated to vote, in this decision only."""

    type: ClassVar[str] = "case.alternate_seated"
    title: ClassVar[Promise] = _("Alternate seated")
    verb: ClassVar[Verb] = Verb.SEAT_ALTERNATE
    person: UUID


@dataclass(frozen=True, kw_only=True)
class BoardDecided(Moved):
    """The board decided what its ballot carried; `carried` None means that nothing was carried: no sanction."""

    type: ClassVar[str] = "case.board_decided"
    title: ClassVar[Promise] = _("Decision of the board")
    verb: ClassVar[Verb] = Verb.DECIDE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": DECISION, "wording": DECISION, "conditions": DEMANDED}
    carried: Option | None
    level: Level
    route: Route


@dataclass(frozen=True, kw_only=True)
class SanctionImposed(Terms, Event):
    """A decision imposed a sanction, on the proven findings named. It is stayed until it is final."""

    type: ClassVar[str] = "sanction.imposed"
    title: ClassVar[Promise] = _("Sanction imposed")
    verb: ClassVar[Verb] = Verb.DECIDE_CASE
    sanction: UUID
    findings: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class RemittedToPanel(Moved):
    """The board sent the case back to the same panel for its reasons or recommendation; the findings stay."""

    type: ClassVar[str] = "case.remitted_to_panel"
    title: ClassVar[Promise] = _("Sent back to the panel")
    verb: ClassVar[Verb] = Verb.REMIT_TO_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {"defect": DECISION}


@dataclass(frozen=True, kw_only=True)
class RemittedToNewPanel(Moved):
    """The board sent the case to a new panel; the findings are annulled."""

    type: ClassVar[str] = "case.remitted_to_new_panel"
    title: ClassVar[Promise] = _("Sent to a new panel")
    verb: ClassVar[Verb] = Verb.REMIT_TO_NEW_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {"defect": DECISION}


@dataclass(frozen=True, kw_only=True)
class BreachReturned(Moved):
    """The board sent a reported breach back; the conditions run on."""

    type: ClassVar[str] = "case.breach_returned"
    title: ClassVar[Promise] = _("Report of a breach sent back")
    verb: ClassVar[Verb] = Verb.RETURN_BREACH
    sealed: ClassVar[Mapping[str, Sealed]] = {"defect": DECISION}


@dataclass(frozen=True, kw_only=True)
class DecisionVoided(Moved):
    """A decisive vote had come from someone with a conflict; the board votes again."""

    type: ClassVar[str] = "case.decision_voided"
    title: ClassVar[Promise] = _("Decision voided")
    verb: ClassVar[Verb] = Verb.VOID_DECISION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": DECISION}
