"""What can have happened: seats, conflicts and escalation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, ClockName, Reading, Seat, Verb

PEOPLE = sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)


@dataclass(frozen=True, kw_only=True)
class OfficerSeated(Event):
    """A person was given a seat in the case; off the rota only with a written reason."""

    type: ClassVar[str] = "case.officer_seated"
    title: ClassVar[Promise] = _("Officer seated")
    verb: ClassVar[Verb] = Verb.SEAT_OFFICER
    sealed: ClassVar[Mapping[str, Sealed]] = {"reason": PEOPLE}
    person: UUID
    seat: Seat
    by_rota: bool = True


@dataclass(frozen=True, kw_only=True)
class AdjudicatorSeated(Event):
    """A person was seated to test a consent term, or to decide on interim measures."""

    type: ClassVar[str] = "case.adjudicator_seated"
    title: ClassVar[Promise] = _("Adjudicator seated")
    verb: ClassVar[Verb] = Verb.SEAT_ADJUDICATOR
    sealed: ClassVar[Mapping[str, Sealed]] = {"reason": PEOPLE}
    person: UUID
    seat: Seat
    by_rota: bool = True


@dataclass(frozen=True, kw_only=True)
class MonitorsSeated(Event):
    """Two people were seated to verify the conditions of a sanction."""

    type: ClassVar[str] = "case.monitors_seated"
    title: ClassVar[Promise] = _("Monitors seated")
    verb: ClassVar[Verb] = Verb.SEAT_MONITORS
    persons: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class SeatReplaced(Event):
    """An empty seat was filled again."""

    type: ClassVar[str] = "case.seat_replaced"
    title: ClassVar[Promise] = _("Seat filled again")
    verb: ClassVar[Verb] = Verb.REPLACE_SEAT
    person: UUID
    seat: Seat


@dataclass(frozen=True, kw_only=True)
class ConflictDetected(Event):
    """A sweep found a connection between a person and this case; `provisional`: a bare mention, denied until ruled on."""

    type: ClassVar[str] = "case.conflict_detected"
    title: ClassVar[Promise] = _("Somebody may not see the case")
    verb: ClassVar[Verb] = Verb.DETECT_CONFLICT
    sealed: ClassVar[Mapping[str, Sealed]] = {"basis": sealed_for(CaseCompartment.IDENTITY, Reading.READ_IDENTITY)}
    person: UUID
    provisional: bool

    @property
    def subject(self) -> UUID:
        """The person, as the clock of a mention names its subject."""
        return self.person


@dataclass(frozen=True, kw_only=True)
class MentionRuled(Event):
    """It was ruled whether the mention of `subject` in a report stands as a conflict."""

    type: ClassVar[str] = "case.mention_ruled"
    title: ClassVar[Promise] = _("Mention ruled on")
    verb: ClassVar[Verb] = Verb.RULE_ON_MENTION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)}
    subject: UUID
    stands: bool


@dataclass(frozen=True, kw_only=True)
class ConflictDeclared(Event):
    """The person who acts declared a conflict; no reason was asked."""

    type: ClassVar[str] = "case.conflict_declared"
    title: ClassVar[Promise] = _("Somebody stepped aside")
    verb: ClassVar[Verb] = Verb.DECLARE_CONFLICT


@dataclass(frozen=True, kw_only=True)
class Recused(Event):
    """The person who acts stepped aside from this case for good."""

    type: ClassVar[str] = "case.recused"
    title: ClassVar[Promise] = _("Somebody stepped aside")
    verb: ClassVar[Verb] = Verb.RECUSE_OFFICER


@dataclass(frozen=True, kw_only=True)
class ClockEscalated(Event):
    """A clock ran out, and the next person up was told; nothing else changed."""

    type: ClassVar[str] = "case.clock_escalated"
    title: ClassVar[Promise] = _("A late clock was escalated")
    verb: ClassVar[Verb] = Verb.ESCALATE_CLOCK
    clock: ClockName
    subject: UUID | None = None
