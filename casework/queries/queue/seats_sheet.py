"""The seats of a case that officers fill: who sits, how many places are free, who is next, and their open cases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.people.absences import absences_told_to
from casework.queries.people.reviewer_wanted import why_a_reviewer
from casework.queries.people.rota import Candidate, candidates
from casework.queries.people.workload import FULL
from casework.queries.queue.bulk import seats_waited_for
from casework.record.state import CaseView
from casework.vocabulary import Seat

SEATS = (Seat.SCREENER, Seat.INVESTIGATOR, Seat.DECIDER, Seat.REVIEWER)
"""The seats that the sheet always has, in the order in which a case needs them. It has another one while a case waits for it,
or when somebody asks for it."""
MANY = frozenset({Seat.SCREENER, Seat.INVESTIGATOR, Seat.DECIDER})
"""The seats in which a case waits for as many people as have room; for one person in any other."""

type Places = Callable[[Seat], int]


@dataclass(frozen=True, kw_only=True)
class NextPerson:
    """Somebody who may take a seat. `open_cases` counts cases that the viewer may see; `many`: there are `FULL` or more.

    `absence` is when they are away, now or later, in words, for a viewer who may know it.
    """

    person: UUID
    name: str
    open_cases: int
    many: bool
    away: bool
    absence: str


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat. `wanted`: so many people are to be chosen for it, and `why` if that is not plain from the stage. `waits`: the
    case waits for them, now or before its next stage; otherwise the viewer asked for the seat.

    `people`: all who may sit, in the order of the rota.
    """

    seat: Seat
    sitting: tuple[str, ...]
    room: int
    wanted: int
    people: tuple[NextPerson, ...]
    waits: bool
    why: Promise | str = ""


def seat_lines(case: Case, places: Places, asked: Seat | None = None) -> list[SeatLine]:
    """Return the seats of the sheet. `places`: how many people sit in a seat. Four queries at most, and two for each with room.

    `asked` is the seat for which a link leads here; without one, they are the seats for which the case waits.
    """
    view = case.view
    wanted = {asked} if asked else set(seats_waited_for(view))
    held = {seat: view.people.holding(seat) - view.people.barred for seat in (*sorted(wanted - {*SEATS}), *SEATS)}
    names = {person: user.name for person, user in people_behind(set().union(*held.values())).items()}
    room = {seat: max(0, places(seat) - len(sitting)) for seat, sitting in held.items()}
    free = {seat: _free(view, seat, case.acting.person) if room[seat] else () for seat in held}
    users = {one.user.pk for some in free.values() for one in some}
    absences = absences_told_to(case.seats, users, view.today)
    return [
        SeatLine(
            seat=seat,
            sitting=tuple(sorted(names[person] for person in held[seat] if person in names)),
            room=room[seat],
            wanted=_places_wanted(seat, room[seat]) if seat in wanted else 0,
            people=tuple(_next_person(one, absences) for one in free[seat]),
            waits=seat in {*SEATS, *seats_waited_for(view)},
            why=why_a_reviewer(view) if seat in wanted and seat is Seat.REVIEWER else "",
        )
        for seat in held
    ]


def _places_wanted(seat: Seat, room: int) -> int:
    return room if seat in MANY else min(room, 1)


def _free(view: CaseView, seat: Seat, viewer: UUID) -> tuple[Candidate, ...]:
    return tuple(one for one in candidates(view, seat, viewer) if one.free)


def _next_person(one: Candidate, absences: Mapping[UUID, str]) -> NextPerson:
    return NextPerson(
        person=one.person,
        name=one.user.name,
        open_cases=one.load[0],
        many=one.load[0] >= FULL,
        away=one.away,
        absence=absences.get(one.user.pk, ""),
    )
