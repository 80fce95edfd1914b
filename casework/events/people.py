"""What can have happened: seats, conflicts and escalation."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class OfficerSeated(Fact):
    """."""

    type: ClassVar[str] = "case.officer_seated"
    verb: ClassVar[Verb] = Verb.SEAT_OFFICER


@dataclass(frozen=True, kw_only=True)
class AdjudicatorSeated(Fact):
    """."""

    type: ClassVar[str] = "case.adjudicator_seated"
    verb: ClassVar[Verb] = Verb.SEAT_ADJUDICATOR


@dataclass(frozen=True, kw_only=True)
class MonitorsSeated(Fact):
    """."""

    type: ClassVar[str] = "case.monitors_seated"
    verb: ClassVar[Verb] = Verb.SEAT_MONITORS


@dataclass(frozen=True, kw_only=True)
class SeatReplaced(Fact):
    """."""

    type: ClassVar[str] = "case.seat_replaced"
    verb: ClassVar[Verb] = Verb.REPLACE_SEAT


@dataclass(frozen=True, kw_only=True)
class ConflictDetected(Fact):
    """."""

    type: ClassVar[str] = "case.conflict_detected"
    verb: ClassVar[Verb] = Verb.DETECT_CONFLICT


@dataclass(frozen=True, kw_only=True)
class MentionRuled(Fact):
    """."""

    type: ClassVar[str] = "case.mention_ruled"
    verb: ClassVar[Verb] = Verb.RULE_ON_MENTION


@dataclass(frozen=True, kw_only=True)
class ConflictDeclared(Fact):
    """."""

    type: ClassVar[str] = "case.conflict_declared"
    verb: ClassVar[Verb] = Verb.DECLARE_CONFLICT


@dataclass(frozen=True, kw_only=True)
class Recused(Fact):
    """."""

    type: ClassVar[str] = "case.recused"
    verb: ClassVar[Verb] = Verb.RECUSE_OFFICER


@dataclass(frozen=True, kw_only=True)
class ClockEscalated(Fact):
    """."""

    type: ClassVar[str] = "case.clock_escalated"
    verb: ClassVar[Verb] = Verb.ESCALATE_CLOCK
