"""What the record says of who sits where, who acted as what, and who may not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import CaseState, ClockName, Mention, Seat

PARTIES = frozenset({Seat.COMPLAINANT, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.WITNESS})
PANEL = (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER)
HANDLING = frozenset(
    {
        Seat.SCREENER,
        Seat.REVIEWER,
        Seat.INVESTIGATOR,
        Seat.DECIDER,
        Seat.CONSENT_APPROVER,
        Seat.INTERIM_MEMBER,
        Seat.PANEL_CHAIR,
        Seat.PANEL_MEMBER,
        Seat.APPEAL_CHAIR,
        Seat.APPEAL_MEMBER,
    }
)
"""Seats that look into a case or decide it; a case about what was done in this one goes to other people."""
APPEAL_PANEL = (Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER)
DECIDING = frozenset(
    {
        Seat.SCREENER,
        Seat.DECIDER,
        Seat.CONSENT_APPROVER,
        Seat.PANEL_CHAIR,
        Seat.PANEL_MEMBER,
        Seat.BOARD_MEMBER,
        Seat.APPEAL_CHAIR,
        Seat.APPEAL_MEMBER,
    }
)
"""Seats that decide something about a case; after a reopening other people take them."""


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One person's conflict with this case; PROVISIONAL and RECORDED deny, LIFTED and CLEARED do not."""

    person: UUID
    state: Mention


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """That somebody further up was told of a clock that ran out, and when (UTC)."""

    clock: ClockName
    subject: UUID | None
    at: datetime


class PeoplePart(Part):
    """Seats held, acts done in a seat, conflicts. Persons are pseudonyms. `spent`: who may not take a seat again."""

    seats: frozenset[tuple[UUID, Seat]] = frozenset()
    acts: frozenset[tuple[UUID, Seat]] = frozenset()
    spent: frozenset[tuple[UUID, Seat]] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    escalations: tuple[Escalation, ...] = ()

    def holding(self, seat: Seat) -> frozenset[UUID]:
        """Return who holds a seat now."""
        return frozenset(person for person, held in self.seats if held == seat)

    def seats_of(self, person: UUID) -> frozenset[Seat]:
        """Return the seats a person holds now."""
        return frozenset(seat for who, seat in self.seats if who == person)

    def acted_as(self, person: UUID) -> frozenset[Seat]:
        """Return the seats in which a person has acted, or sits now."""
        return frozenset(seat for who, seat in self.acts | self.seats if who == person)

    @cached_property
    def acts_of(self) -> Mapping[UUID, frozenset[Seat]]:
        """The seats in which each person has acted; sorted out once, because every guard of every step asks."""
        found: dict[UUID, set[Seat]] = {}
        for person, seat in self.acts:
            found.setdefault(person, set()).add(seat)
        return {person: frozenset(seats) for person, seats in found.items()}

    @cached_property
    def barred(self) -> frozenset[UUID]:
        """Who is denied everything in this case now."""
        denying = {Mention.PROVISIONAL, Mention.RECORDED}
        return frozenset(c.person for c in self.conflicts if c.state in denying)

    @property
    def barred_for_good(self) -> frozenset[UUID]:
        """Who is denied this case by a conflict that stands, not by a bare mention."""
        return frozenset(c.person for c in self.conflicts if c.state is Mention.RECORDED)

    @property
    def kept_from_a_case_about_this_one(self) -> frozenset[UUID]:
        """Who may not handle a case that grew out of this one: who looked into it or decided it, and who is denied it."""
        return frozenset(person for person, seat in self.acts | self.seats if seat in HANDLING) | self.barred

    def conflict_of(self, person: UUID) -> Mention | None:
        """Return how strongly a person's conflict stands, or None where none was ever found."""
        return next((c.state for c in self.conflicts if c.person == person), None)

    def seat(self, person: UUID, *seats: Seat) -> Self:
        """Return the same with a person seated."""
        return replace(self, seats=self.seats | {(person, seat) for seat in seats})

    def unseat(self, person: UUID, *seats: Seat) -> Self:
        """Return the same with a person's seats, or those named, taken away."""
        return replace(self, seats=frozenset(s for s in self.seats if s[0] != person or (seats and s[1] not in seats)))

    def vacate(self, *seats: Seat) -> Self:
        """Return the same with nobody in `seats`, and whoever acted in one of them barred from taking it again.

        Whoever sat in a panel comes back to it in no chair.
        """
        left = [(person, seat) for person, seat in self.acts | self.seats if seat in seats]
        spent = {(person, alike) for person, seat in left for alike in _alike(seat)}
        return replace(self, seats=self._without(*seats), spent=self.spent | spent)

    def _without(self, *seats: Seat) -> frozenset[tuple[UUID, Seat]]:
        return frozenset((person, seat) for person, seat in self.seats if seat not in seats)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        known = replace(self, acts=self.acts | {(happened.actor, happened.role)})
        if isinstance(happened.event, e.Moved) and happened.event.from_state is CaseState.BOARD_DECISION:
            known = replace(known, seats=known._without(Seat.BOARD_MEMBER))
        match happened.event:
            case e.CaseFiled(reporter=reporter) if reporter is not None:
                return known.seat(reporter, Seat.COMPLAINANT)
            case e.RespondentIdentified(respondent=respondent):
                others = known.holding(Seat.RESPONDENT) - {respondent}
                left = frozenset(s for s in known.seats if s[0] not in others)
                return replace(known, seats=left).seat(respondent, Seat.RESPONDENT)
            case e.OfficerSeated(person=person, seat=seat) | e.AdjudicatorSeated(person=person, seat=seat):
                return known._instead_of_the_barred(seat).seat(person, seat)
            case e.SeatReplaced(person=person, seat=seat):
                return known._instead_of_the_barred(seat).seat(person, seat)
            case e.AlternateSeated(person=person):
                return known.seat(person, Seat.BOARD_MEMBER)
            case e.MonitorsSeated(persons=persons):
                return replace(known, seats=known.seats | {(person, Seat.MONITOR) for person in persons})
            case e.PanelNamed(chair=chair, members=members):
                sitting = {(chair, Seat.PANEL_CHAIR), *((member, Seat.PANEL_MEMBER) for member in members)}
                return replace(known, seats=known._without(*PANEL) | sitting)
            case e.AppealPanelSeated(chair=chair, members=members):
                bench = {(chair, Seat.APPEAL_CHAIR), *((member, Seat.APPEAL_MEMBER) for member in members)}
                gone = known.vacate(*APPEAL_PANEL)
                return replace(gone, seats=gone.seats | bench)
            case e.PanelDissolved() if not before.deliberation.saved:
                return replace(known, seats=known._without(*PANEL))
            case e.PanelDissolved() | e.RemittedToNewPanel() | e.AppealRemittedToPanel():
                return known.vacate(*PANEL)
            case e.ConflictDetected(person=person, provisional=True):
                return (
                    known if known.conflict_of(person) is Mention.RECORDED else known._is(person, Mention.PROVISIONAL)
                )
            case e.ConflictDetected(person=person):
                return known._barring(person)
            case e.ChallengeRuled(member=person, upheld=True):
                return known._barring(person)
            case e.MentionRuled(subject=person, stands=stands):
                return known._barring(person) if stands else known._is(person, Mention.LIFTED)
            case e.KeepAwayAsked(persons=persons):
                outside = {(person, Seat.OUTSIDE_ALTERNATE) for person in persons}
                return replace(known, seats=known._without(Seat.OUTSIDE_ALTERNATE) | outside)
            case e.KeepAwayRuled(persons=persons):
                ruled = replace(known, seats=known._without(Seat.OUTSIDE_ALTERNATE))
                for person in persons:
                    ruled = ruled._barring(person)
                return ruled
            case e.ConflictDeclared() | e.Recused():
                return known._barring(happened.actor)
            case e.CaseAdopted():
                heard = {(person, Seat.WITNESS) for person in known.holding(Seat.COMPLAINANT)}
                return replace(known, seats=known.seats | heard)
            case e.RepresentativeAppointed(person=person):
                return known.seat(person, Seat.REPRESENTATIVE)
            case e.RepresentationEnded() | e.MergeUndone() | e.TalksFailed() | e.TalksLapsed():
                return replace(known, seats=known._without(Seat.REPRESENTATIVE))
            case e.CaseReinstated():
                return known.vacate(Seat.SCREENER)
            case e.CaseReopened():
                return known.vacate(*DECIDING, Seat.REPRESENTATIVE)
            case e.CaseReopenedForHearing():
                return known.vacate(*DECIDING)
            case e.ClockEscalated(clock=clock, subject=subject):
                new = Escalation(clock=clock, subject=subject, at=happened.at)
                return replace(known, escalations=(*known.escalations, new))
        return known

    def _instead_of_the_barred(self, seat: Seat) -> Self:
        """Whoever is denied the case while somebody else takes the seat has lost it, be the denial lifted later."""
        return replace(self, seats=self.seats - {(person, seat) for person in self.barred})

    def _is(self, person: UUID, state: Mention) -> Self:
        others = tuple(c for c in self.conflicts if c.person != person)
        return replace(self, conflicts=(*others, Conflict(person=person, state=state)))

    def _barring(self, person: UUID) -> Self:
        """Bar a person for good, and empty the offices held here; a party stays a party."""
        return self.unseat(person, *(set(Seat) - PARTIES))._is(person, Mention.RECORDED)


def _alike(seat: Seat) -> tuple[Seat, ...]:
    """Return the seats that judge together with this one."""
    return next((panel for panel in (PANEL, APPEAL_PANEL) if seat in panel), (seat,))
