"""The officers of a case who write and read notes in it, and the tasks of each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from casework import access
from casework.models import Case
from casework.record.rights.notes import note_levels, note_seats
from casework.vocabulary import NoRight, NotSeen, Seat
from casework.vocabulary.notes import NoteLevel


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who writes notes in a case, by account. `seats` are those in which they do, in the order of the table."""

    user: UUID
    name: str
    seats: tuple[Seat, ...]

    @property
    def levels(self) -> tuple[NoteLevel, ...]:
        return note_levels(self.seats)

    def reads(self, level: NoteLevel, seat: Seat) -> bool:
        """Whether they read what another person writes at a level in a seat."""
        return level in self.levels and (level is NoteLevel.TEAM or (level is NoteLevel.SEAT and seat in self.seats))


def own_note_seats(case: Case) -> tuple[Seat, ...]:
    """Return the seats in which the viewer of a case has notes. NoRight if there is none; NotSeen of a destroyed file."""
    if case.view.holding.erased_on is not None:
        raise NotSeen
    seats = note_seats(case.view, case.acting.person, case.seats)
    if not seats:
        raise NoRight
    return seats


def has_notes(case: Case) -> bool:
    return bool(note_seats(case.view, case.acting.person, case.seats))


def is_in_team(case: Case) -> bool:
    """Whether the viewer of a case reads the notes of its team, and has tasks in it. No query."""
    return NoteLevel.TEAM in note_levels(note_seats(case.view, case.acting.person, case.seats))


def colleagues(case: Case) -> Mapping[UUID, Colleague]:
    """Return by account everybody who writes notes in a case, by name. Two queries."""
    found = []
    for person, (user, held) in access.holders_of(case).items():
        seats = note_seats(case.view, person, {one.seat for one in held})
        if seats:
            found.append(Colleague(user=user.pk, name=user.name, seats=seats))
    return {one.user: one for one in sorted(found, key=lambda one: (one.name, str(one.user)))}


def team_among(people: Mapping[UUID, Colleague]) -> Mapping[UUID, Colleague]:
    """Return those of these people who are in the team: they read its notes, and have tasks."""
    return {user: one for user, one in people.items() if NoteLevel.TEAM in one.levels}


def team_of(case: Case) -> Mapping[UUID, Colleague]:
    """Return by account the team of a case. Two queries."""
    return team_among(colleagues(case))


def readers(people: Iterable[Colleague], level: NoteLevel, seat: Seat, own: UUID) -> tuple[Colleague, ...]:
    """Return who, besides the writer, reads what is written at a level in a seat."""
    return tuple(one for one in people if one.user != own and one.reads(level, seat))
