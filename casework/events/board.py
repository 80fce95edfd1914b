"""What can have happened: the board and its ballot."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class BoardPackSent(Fact):
    """."""

    type: ClassVar[str] = "case.board_pack_sent"
    verb: ClassVar[Verb] = Verb.SEND_BOARD_PACK


@dataclass(frozen=True, kw_only=True)
class NoConflictDeclared(Fact):
    """."""

    type: ClassVar[str] = "case.no_conflict_declared"
    verb: ClassVar[Verb] = Verb.DECLARE_NO_CONFLICT


@dataclass(frozen=True, kw_only=True)
class BallotOpened(Fact):
    """."""

    type: ClassVar[str] = "case.ballot_opened"
    verb: ClassVar[Verb] = Verb.OPEN_BALLOT


@dataclass(frozen=True, kw_only=True)
class VoteCast(Fact):
    """."""

    type: ClassVar[str] = "case.vote_cast"
    verb: ClassVar[Verb] = Verb.CAST_VOTE


@dataclass(frozen=True, kw_only=True)
class BallotClosed(Fact):
    """."""

    type: ClassVar[str] = "case.ballot_closed"
    verb: ClassVar[Verb] = Verb.CLOSE_BALLOT


@dataclass(frozen=True, kw_only=True)
class NextOptionPut(Fact):
    """."""

    type: ClassVar[str] = "case.next_option_put"
    verb: ClassVar[Verb] = Verb.PUT_NEXT_OPTION


@dataclass(frozen=True, kw_only=True)
class BoardDecided(Moved):
    """."""

    type: ClassVar[str] = "case.board_decided"
    verb: ClassVar[Verb] = Verb.DECIDE_CASE


@dataclass(frozen=True, kw_only=True)
class RemittedToPanel(Moved):
    """."""

    type: ClassVar[str] = "case.remitted_to_panel"
    verb: ClassVar[Verb] = Verb.REMIT_TO_PANEL


@dataclass(frozen=True, kw_only=True)
class RemittedToNewPanel(Moved):
    """."""

    type: ClassVar[str] = "case.remitted_to_new_panel"
    verb: ClassVar[Verb] = Verb.REMIT_TO_NEW_PANEL


@dataclass(frozen=True, kw_only=True)
class BreachReturned(Moved):
    """."""

    type: ClassVar[str] = "case.breach_returned"
    verb: ClassVar[Verb] = Verb.RETURN_BREACH


@dataclass(frozen=True, kw_only=True)
class DecisionVoided(Moved):
    """."""

    type: ClassVar[str] = "case.decision_voided"
    verb: ClassVar[Verb] = Verb.VOID_DECISION
