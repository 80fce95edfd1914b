"""The seats of a case that officers fill: who sits, how many places are free, who is next, and their open cases."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.queue_bulk import seat_to_fill
from casework.queries.reviewer_wanted import why_a_reviewer
from casework.queries.rota import candidates
from casework.queries.workload import FULL
from casework.record.state import CaseView
from casework.vocabulary import Seat

SEATS = (Seat.SCREENER, Seat.INVESTIGATOR, Seat.DECIDER, Seat.REVIEWER)
"""The seats of the sheet, in the order in which a case needs them; the others are filled one by one."""
SOMETIMES = (Seat.PROTECTION_OFFICER,)
"""The seats that the sheet has only while a case waits for somebody in them."""
ENOUGH = {Seat.REVIEWER: 1}
"""How many of a seat are enough for what a case waits for, where that is fewer than have room."""

type Places = Callable[[Seat], int]


@dataclass(frozen=True, kw_only=True)
class NextPerson:
    """Somebody who may take a seat. `open_cases` counts cases that the viewer may see; `many`: there are `FULL` or more."""

    person: UUID
    name: str
    open_cases: int
    many: bool
    away: bool


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat. `wanted`: the case waits for so many people in it, and `why` if that is not plain from the stage.

    `people`: all who may sit, in the order of the rota.
    """

    seat: Seat
    sitting: tuple[str, ...]
    room: int
    wanted: int
    people: tuple[NextPerson, ...]
    why: Promise | str = ""


def seat_lines(case: Case, places: Places, asked: Seat | None = None) -> list[SeatLine]:
    """Return the seats of the sheet. `places`: how many people sit in a seat. Three queries, and two for each with room.

    `asked` is the seat for which a link leads here; without one, it is the seat for which the case waits.
    """
    view = case.view
    wanted = asked or seat_to_fill(view)
    held = {
        seat: view.people.holding(seat) - view.people.barred
        for seat in (*SEATS, *(seat for seat in SOMETIMES if seat is wanted))
    }
    names = {person: user.name for person, user in people_behind(set().union(*held.values())).items()}
    room = {seat: max(0, places(seat) - len(sitting)) for seat, sitting in held.items()}
    return [
        SeatLine(
            seat=seat,
            sitting=tuple(sorted(names[person] for person in held[seat] if person in names)),
            room=room[seat],
            wanted=min(room[seat], ENOUGH.get(seat, room[seat])) if seat is wanted else 0,
            people=_next_people(view, seat, case.acting.person) if room[seat] else (),
            why=why_a_reviewer(view) if seat is wanted and seat is Seat.REVIEWER else "",
        )
        for seat in held
    ]


def _next_people(view: CaseView, seat: Seat, viewer: UUID) -> tuple[NextPerson, ...]:
    return tuple(
        NextPerson(
            person=one.person,
            name=one.user.name,
            open_cases=one.load[0],
            many=one.load[0] >= FULL,
            away=one.away,
        )
        for one in candidates(view, seat, viewer)
        if one.free
    )
