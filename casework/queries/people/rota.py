"""The rota: the holders of an office who may take a seat, in the order in which they are next."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Appointment, User
from accounts.offices import Office, holders_by_name
from casework.queries.people.workload import workload
from casework.record.events import OfficerSeated
from casework.record.state import CaseView
from casework.record.state.eligibility import FULL, free_to_sit
from casework.vocabulary import Seat


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A holder of an office, by pseudonym. `free` gives no reason if it is false. A person who is `away` may sit.

    `compared`: a sweep has compared them with the case since they were appointed.

    `load`: in so many other open cases they hold the seat, as far as the viewer may know; and their latest seating.
    `stand_in` is the account of the person who stands in for somebody who is away.
    """

    person: UUID
    user: User
    free: bool
    alternate: bool
    away: bool
    compared: bool = True
    load: tuple[int, int] = (0, 0)
    stand_in: UUID | None = None


def candidates(view: CaseView, seat: Seat, viewer: UUID | None) -> list[Candidate]:
    """Return the holders of the office of a seat: those who are free first, fewest open seats first, longest idle first.

    Outside alternates come after all others. People who are away come last; their stand-in takes their place.
    People who already sit are left out. Only cases that `viewer`, who picks, may see count for the order. Two queries.
    """
    appointed = holders_by_name(Office(seat.value), view.today)
    carried = workload(view, [seat], [one.user_id for _, one in appointed], viewer)
    found = [_build_candidate(view, seat, person, one, carried.get(one.user_id, (0, 0))) for person, one in appointed]
    sitting = view.people.holding(seat)
    waiting = [one for one in found if one.person not in sitting]
    return stand_ins_in_place(sorted(waiting, key=lambda one: (not one.free, one.alternate, one.load)))


def stand_ins_in_place(ordered: Sequence[Candidate]) -> list[Candidate]:
    """Return people who are here first, and people who are away last. A free stand-in takes the place of the absent one.

    The stand-in of somebody who could not sit moves nowhere: the move would reveal that they could not sit.
    """
    here = {one.user.pk: one for one in ordered if one.free and not one.away}
    placed = [here.get(one.stand_in, one) if one.free and one.away and one.stand_in else one for one in ordered]
    first = list(dict.fromkeys(one for one in placed if one.free and not one.away))
    return [*first, *(one for one in ordered if one not in first)]


def next_on_rota(view: CaseView, seat: Seat, viewer: UUID, count: int = 1) -> tuple[UUID, ...]:
    """Return the next `count` people for a seat as the rota offers them to `viewer`; fewer if fewer are free."""
    if count == 0:
        return ()
    return tuple(one.person for one in candidates(view, seat, viewer) if one.free)[:count]


def alternates(view: CaseView) -> list[Candidate]:
    """Return the alternates of the board who do not sit here yet, in the order of the approved pool. One query."""
    pool = holders_by_name(Office.BOARD_MEMBER, view.today)
    found = [_build_candidate(view, Seat.BOARD_MEMBER, person, one) for person, one in pool if one.alternate]
    return [one for one in found if one.person not in view.people.holding(Seat.BOARD_MEMBER)]


def next_alternate(view: CaseView) -> UUID | None:
    """Return the first free alternate of the pool, or None. One who is away is returned only if no other is free."""
    return next((one.person for one in sorted(alternates(view), key=lambda one: one.away) if one.free), None)


def new_screeners(view: CaseView, viewer: UUID) -> list[OfficerSeated]:
    """Return the seating of screeners into the seats that are empty, as the rota offers them to `viewer`."""
    return seated_by_rota(view, Seat.SCREENER, FULL[Seat.SCREENER], viewer)


def seated_by_rota(view: CaseView, seat: Seat, count: int, viewer: UUID) -> list[OfficerSeated]:
    """Return the seating of the next people, until `count` people sit; fewer if fewer are free."""
    wanted = max(0, count - len(view.people.holding(seat) - view.people.barred))
    return [OfficerSeated(person=person, seat=seat) for person in next_on_rota(view, seat, viewer, wanted)]


def _is_free(person: UUID, seat: Seat, view: CaseView) -> bool:
    """Whether a person may take a seat: no conflict, and no step here or in a linked case that bars them from it."""
    return person not in view.people.barred and free_to_sit(view, person, seat)


def _build_candidate(
    view: CaseView, seat: Seat, person: UUID, appointed: Appointment, load: tuple[int, int] = (0, 0)
) -> Candidate:
    due, swept = appointed.compare_from, view.filing.swept_at
    return Candidate(
        person=person,
        user=appointed.user,
        free=_is_free(person, seat, view),
        alternate=appointed.alternate,
        away=appointed.is_away,
        compared=due is None or (swept is not None and swept >= due),
        load=load,
        stand_in=appointed.stand_in,
    )
