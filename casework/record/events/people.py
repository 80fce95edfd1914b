"""Events of seats, conflicts and escalation."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, ClockName, Reading, Seat, Verb

PEOPLE = sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)


class OfficerSeated(Event):
    """A person was given a seat in the case; off the rota only with a written reason."""

    type = "case.officer_seated"
    title = _("Officer assigned to the case")
    verb = Verb.SEAT_OFFICER
    sealed = {"reason": PEOPLE}
    person: UUID
    seat: Seat
    by_rota: bool = True


class AdjudicatorSeated(Event):
    """A person was seated to test a consent term, or to decide on interim measures."""

    type = "case.adjudicator_seated"
    title = _("Person who decides assigned to the case")
    verb = Verb.SEAT_ADJUDICATOR
    sealed = {"reason": PEOPLE}
    person: UUID
    seat: Seat
    by_rota: bool = True


class MonitorsSeated(Event):
    """Two people were seated to verify the conditions of a sanction."""

    type = "case.monitors_seated"
    title = _("Monitors assigned to the sanction")
    verb = Verb.SEAT_MONITORS
    persons: tuple[UUID, ...]


class SeatReplaced(Event):
    """An empty seat was filled again."""

    type = "case.seat_replaced"
    title = _("Task in the case given to somebody else")
    verb = Verb.REPLACE_SEAT
    person: UUID
    seat: Seat


class ConflictDetected(Event):
    """A sweep found a connection between a person and this case; `provisional`: a bare mention, denied until ruled on."""

    type = "case.conflict_detected"
    title = _("Somebody kept out of the case")
    verb = Verb.DETECT_CONFLICT
    sealed = {"basis": sealed_for(CaseCompartment.IDENTITY, Reading.READ_IDENTITY)}
    person: UUID
    provisional: bool

    @property
    def subject(self) -> UUID:
        """The person, as the clock of a mention names its subject."""
        return self.person


class MentionRuled(Event):
    """It was ruled whether the mention of `subject` in a report stands as a conflict."""

    type = "case.mention_ruled"
    title = _("Decided whether somebody who is named is kept out")
    verb = Verb.RULE_ON_MENTION
    sealed = {"reasons": sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)}
    subject: UUID
    stands: bool


class ConflictDeclared(Event):
    """The person who acts declared a conflict; no reason was asked."""

    type = "case.conflict_declared"
    title = _("Somebody stepped aside")
    verb = Verb.DECLARE_CONFLICT


class Recused(Event):
    """The person who acts stepped aside from this case for good."""

    type = "case.recused"
    title = _("Somebody stepped aside")
    verb = Verb.RECUSE_OFFICER


class ClockEscalated(Event):
    """A clock ran out, and the next person up was told; nothing else changed."""

    type = "case.clock_escalated"
    title = _("A missed date reported to the next office")
    verb = Verb.ESCALATE_CLOCK
    clock: ClockName
    subject: UUID | None = None
