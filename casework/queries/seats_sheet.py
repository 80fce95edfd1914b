"""The seats of a case that officers fill: who sits, how many places are free, who is next, and their open cases."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.queue_bulk import seat_to_fill
from casework.queries.rota import candidates
from casework.queries.workload import FULL
from casework.record.state import CaseView
from casework.vocabulary import Seat

SEATS = (Seat.SCREENER, Seat.INVESTIGATOR, Seat.DECIDER, Seat.REVIEWER)
"""The seats of the sheet, in the order in which a case needs them; the others are filled one by one."""

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
    """A seat. `wanted`: the case waits for somebody in it. `people`: everybody who may sit, in the order of the rota."""

    seat: Seat
    sitting: tuple[str, ...]
    room: int
    wanted: bool
    people: tuple[NextPerson, ...]


def seat_lines(case: Case, places: Places) -> list[SeatLine]:
    """Return the seats of the sheet. `places`: how many people sit in a seat. Three queries, and two for each with room."""
    view = case.view
    held = {seat: view.people.holding(seat) - view.people.barred for seat in SEATS}
    names = {person: user.name for person, user in people_behind(set().union(*held.values())).items()}
    wanted = seat_to_fill(view)
    return [
        SeatLine(
            seat=seat,
            sitting=tuple(sorted(names[person] for person in held[seat] if person in names)),
            room=max(0, places(seat) - len(held[seat])),
            wanted=seat is wanted,
            people=_next_people(view, seat, case.acting.person) if places(seat) > len(held[seat]) else (),
        )
        for seat in SEATS
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
