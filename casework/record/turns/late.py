"""From when a case is late: by a step that is expected, first or beside others, or by a clock in the background."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from casework.record.clocks import ENDS_A_WINDOW, UNSHOWN
from casework.record.state import CaseView
from casework.record.turns.alongside import ALONGSIDE
from casework.record.turns.asking import expected_now
from casework.record.turns.expected import PERIODIC
from casework.vocabulary import CaseState, ClockName, Seat

FAR = frozenset({ClockName.RETENTION, ClockName.DISPLAY}) | UNSHOWN
"""Clocks of years, which no row of a list shows."""


def late_from(view: CaseView) -> datetime | None:
    """Return the moment (UTC) from which something of a case is late; None if nothing of it has a day.

    A window that has ended is late only where a step is still expected by it.
    """
    return min((*_days_of_steps(view), *_ends_of_clocks(view)), default=None)


@dataclass(frozen=True, kw_only=True)
class LateDuty:
    """A step or a duty that is late: whose, by which clock, and since when (UTC). `clock` is None for the day of a hearing."""

    seat: Seat
    clock: ClockName | None
    due: datetime


def late_duty(view: CaseView) -> LateDuty | None:
    """Return the step or duty of a seat that has been late the longest; None if none is late."""
    return next(iter(late_duties(view)), None)


def late_duties(view: CaseView) -> list[LateDuty]:
    """Return the steps and duties that are late, the longest first."""
    found = [one for one in (*_late_steps(view), *_late_clocks(view)) if one.due < view.now]
    return sorted(found, key=lambda one: one.due)


def late_seat(view: CaseView) -> Seat | None:
    """Return the seat whose step or duty has been late the longest; None if no seat is late."""
    late = late_duty(view)
    return late.seat if late else None


def _late_steps(view: CaseView) -> Iterator[LateDuty]:
    for one in expected_now(view):
        clock, due = one.day(view)
        if due is not None and clock not in UNSHOWN:
            yield LateDuty(seat=one.seat_now(view), clock=clock, due=due)


def _late_clocks(view: CaseView) -> Iterator[LateDuty]:
    for run in view.clocks:
        seats = seats_of_duty(run.name, view.state) if run.running and view.state else ()
        if run.due is not None and seats:
            seat = next((seat for seat in seats if view.people.holding(seat)), seats[0])
            yield LateDuty(seat=seat, clock=run.name, due=run.due)


def _days_of_steps(view: CaseView) -> Iterator[datetime]:
    for one in expected_now(view):
        clock, due = one.day(view)
        if due is not None and clock not in UNSHOWN:
            yield due


def _ends_of_clocks(view: CaseView) -> Iterator[datetime]:
    for run in view.clocks:
        if run.running and run.due is not None and run.name not in ENDS_A_WINDOW | FAR:
            yield run.due


@cache
def seats_of_duty(clock: ClockName, state: CaseState) -> tuple[Seat, ...]:
    """Return the seats that have a periodic duty at a stage; none for any other clock."""
    rows = (one.seats for states, one in ALONGSIDE if state in states and one.clocks[:1] == (clock,))
    return next(rows, ()) if clock in PERIODIC else ()
