"""What the record says of seats, of acts done in a seat, and of conflicts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.barring import BARRING, barred_by
from casework.record.state.part import Before, Part
from casework.vocabulary import CaseState, ClockName, Mention, Seat
from casework.vocabulary.states import DECIDED

PARTIES = frozenset({Seat.COMPLAINANT, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.WITNESS})
PANEL = (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER)
HANDLING = frozenset(
    {
        Seat.SCREENER,
        Seat.BLIND_READER,
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
"""Seats that look into a case or decide it; a case that grew out of this one goes to other people."""
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
    """One person's conflict with this case; PROVISIONAL and RECORDED deny, LIFTED does not."""

    person: UUID
    state: Mention


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """A clock that ran out, and when (UTC) the next person up was told."""

    clock: ClockName
    subject: UUID | None
    at: datetime


class PeoplePart(Part):
    """Seats held, acts done in a seat, conflicts. Persons are pseudonyms. `spent`: seats that a person may not take again.

    `vacated`: seats that somebody left and nobody has taken since, one entry for each place.
    """

    seats: frozenset[tuple[UUID, Seat]] = frozenset()
    acts: frozenset[tuple[UUID, Seat]] = frozenset()
    spent: frozenset[tuple[UUID, Seat]] = frozenset()
    vacated: tuple[Seat, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    escalations: tuple[Escalation, ...] = ()

    def holding(self, seat: Seat) -> frozenset[UUID]:
        return frozenset(person for person, held in self.seats if held == seat)

    def seats_of(self, person: UUID) -> frozenset[Seat]:
        return frozenset(seat for who, seat in self.seats if who == person)

    def acted_as(self, person: UUID) -> frozenset[Seat]:
        """Return the seats in which a person has acted or sits now."""
        return frozenset(seat for who, seat in self.acts | self.seats if who == person)

    @cached_property
    def acts_of(self) -> Mapping[UUID, frozenset[Seat]]:
        """The seats in which each person has acted; grouped once, because every guard of every step asks."""
        found: defaultdict[UUID, frozenset[Seat]] = defaultdict(frozenset)
        for person, seat in self.acts:
            found[person] |= {seat}
        return dict(found)

    @cached_property
    def barred(self) -> frozenset[UUID]:
        """The people who are denied everything in this case now."""
        return frozenset(c.person for c in self.conflicts if c.state in (Mention.PROVISIONAL, Mention.RECORDED))

    @property
    def barred_for_good(self) -> frozenset[UUID]:
        """The people who are denied this case by a conflict, not only by a mention."""
        return frozenset(c.person for c in self.conflicts if c.state is Mention.RECORDED)

    @property
    def kept_from_a_case_about_this_one(self) -> frozenset[UUID]:
        """The people who may not see a case that grew out of this one.

        They took this case up, looked into it, decided it or are barred from it.
        """
        handled = HANDLING | {Seat.INTAKE}
        return frozenset(person for person, seat in self.acts | self.seats if seat in handled) | self.barred

    def conflict_of(self, person: UUID) -> Mention | None:
        return next((c.state for c in self.conflicts if c.person == person), None)

    def _with_seats(self, seat: Seat, *persons: UUID) -> Self:
        """Return the same with these people in a seat. A blind reader who takes another sees the names: that reading ends."""
        blind = {(person, Seat.BLIND_READER) for person in persons}
        return replace(self, seats=self.seats - blind | {(person, seat) for person in persons})

    def _with_spent(self, *seats: Seat) -> Self:
        """Return the same with nobody in `seats`; people who acted or sat in one may not take it again.

        A member of a panel may not take any seat of that panel again.
        """
        left = [(person, seat) for person, seat in self.acts | self.seats if seat in seats]
        spent = {(person, alike) for person, seat in left for alike in _alike(seat)}
        return replace(self._without(*seats), spent=self.spent | spent)

    def _without(self, *seats: Seat) -> Self:
        return replace(self, seats=frozenset((person, seat) for person, seat in self.seats if seat not in seats))

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        only_declared = isinstance(happened.event, e.InterestsDeclared) and happened.role in (*PANEL, *APPEAL_PANEL)
        act = (happened.actor, happened.role)
        known = self if only_declared or act in self.acts else replace(self, acts=self.acts | {act})
        if isinstance(happened.event, e.Moved) and _board_rises(happened.event):
            known = known._without(Seat.BOARD_MEMBER)
        if isinstance(happened.event, e.Moved) and happened.event.to_state is CaseState.CLOSED:
            known = known._without(Seat.BLIND_READER)
        match happened.event:
            case e.CaseFiled(reporter=reporter) if reporter is not None:
                return known._with_seats(Seat.COMPLAINANT, reporter)
            case e.RespondentIdentified(respondent=respondent):
                others = known.holding(Seat.RESPONDENT) - {respondent}
                left = frozenset(s for s in known.seats if s[0] not in others)
                return replace(known, seats=left)._with_seats(Seat.RESPONDENT, respondent)
            case e.OfficerSeated(person=person, seat=seat) | e.AdjudicatorSeated(person=person, seat=seat):
                return known._without_barred_in(seat)._with_seats(seat, person)
            case e.SeatReplaced(person=person, seat=seat):
                return known._without_barred_in(seat)._with_seats(seat, person)
            case e.BlindReaderSeated(person=person):
                return known._with_seats(Seat.BLIND_READER, person)
            case e.RiskReadBlind():
                return known._without(Seat.BLIND_READER)
            case e.AlternateSeated(person=person):
                return known._with_seats(Seat.BOARD_MEMBER, person)
            case e.BoardDecided() if before.board.ballot is not None:
                return known._with_seats(Seat.BOARD_MEMBER, *before.board.ballot.voted)
            case e.MonitorsSeated(persons=persons):
                return known._with_seats(Seat.MONITOR, *persons)
            case e.PanelNamed(chair=chair, members=members):
                rest = known._without(*PANEL)
                return rest._with_seats(Seat.PANEL_CHAIR, chair)._with_seats(Seat.PANEL_MEMBER, *members)
            case e.AppealPanelSeated(chair=chair, members=members):
                rest = known._with_spent(*APPEAL_PANEL)
                return rest._with_seats(Seat.APPEAL_CHAIR, chair)._with_seats(Seat.APPEAL_MEMBER, *members)
            case e.SilentMembersRecused(persons=persons):
                return known._without_silent(frozenset(persons))
            case e.PanelDissolved() if not before.deliberation.saved:
                return known._without(*PANEL)
            case e.PanelDissolved() | e.RemittedToNewPanel() | e.AppealRemittedToPanel():
                return known._with_spent(*PANEL)
            case e.ConflictDetected(person=person, provisional=True):
                barred = known.conflict_of(person) is Mention.RECORDED
                return known if barred else known._with_conflict(person, Mention.PROVISIONAL)
            case e.MentionRuled(subject=person, stands=False):
                return known._with_conflict(person, Mention.LIFTED)
            case e.KeepAwayAsked(persons=persons):
                rest = known._without(Seat.OUTSIDE_ALTERNATE)
                return rest._with_seats(Seat.OUTSIDE_ALTERNATE, *persons)
            case e.KeepAwayRuled():
                return known._without(Seat.OUTSIDE_ALTERNATE)._with_barred(*barred_by(happened))
            case event if isinstance(event, BARRING):
                return known._with_barred(*barred_by(happened))
            case e.CaseAdopted():
                return known._with_seats(Seat.WITNESS, *known.holding(Seat.COMPLAINANT))
            case e.RepresentativeAppointed(person=person):
                return known._with_seats(Seat.REPRESENTATIVE, person)
            case e.RepresentationEnded() | e.MergeUndone() | e.TalksFailed() | e.TalksLapsed():
                return known._without(Seat.REPRESENTATIVE)
            case e.CaseReinstated():
                return known._with_spent(Seat.SCREENER)
            case e.CaseReopened():
                return known._with_spent(*DECIDING, Seat.REPRESENTATIVE)
            case e.CaseReopenedForHearing():
                return known._with_spent(*DECIDING)
            case e.ClockEscalated(clock=clock, subject=subject):
                new = Escalation(clock=clock, subject=subject, at=happened.at)
                return replace(known, escalations=(*known.escalations, new))
        return known

    def _without_silent(self, persons: frozenset[UUID]) -> Self:
        """Return the same without these members of the panel; they take no seat of it again."""
        left = frozenset(one for one in self.seats if one[0] not in persons or one[1] not in PANEL)
        spent = {(person, seat) for person in persons for seat in PANEL}
        return replace(self, seats=left, spent=self.spent | spent)

    def _without_barred_in(self, seat: Seat) -> Self:
        """Return the same without barred people in a seat that another person takes: they lose it for good.

        A place that somebody left there counts as taken.
        """
        kept = list(self.vacated)
        if seat in kept:
            kept.remove(seat)
        return replace(self, seats=self.seats - {(person, seat) for person in self.barred}, vacated=tuple(kept))

    def _with_conflict(self, person: UUID, state: Mention) -> Self:
        others = tuple(c for c in self.conflicts if c.person != person)
        return replace(self, conflicts=(*others, Conflict(person=person, state=state)))

    def _with_barred(self, *persons: UUID) -> Self:
        """Return the same with people barred for good and without the offices they held here; a party stays a party."""
        known = self
        for person in persons:
            left = frozenset((who, seat) for who, seat in known.seats if who != person or seat in PARTIES)
            vacated = (*known.vacated, *sorted(seat for _who, seat in known.seats - left))
            known = replace(known, seats=left, vacated=vacated)._with_conflict(person, Mention.RECORDED)
        return known


def _board_rises(moved: e.Moved) -> bool:
    """Whether nobody sits on the board of this case any more: it was sent back or came before the board again."""
    return moved.from_state is CaseState.BOARD_DECISION or moved.to_state not in DECIDED


def _alike(seat: Seat) -> tuple[Seat, ...]:
    """Return the seats that judge together with this one."""
    return next((panel for panel in (PANEL, APPEAL_PANEL) if seat in panel), (seat,))
