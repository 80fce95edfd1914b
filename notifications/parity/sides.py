"""The sides of a case, and whose time each clock is."""

from collections.abc import Mapping
from enum import Enum

from casework.models import Case
from casework.record.clocks import SERVED_ON, RunningClock
from casework.vocabulary import ClockName, Seat

C = ClockName


class Side(Enum):
    """Who writes and is written to in a case. The order is that of the pages."""

    MEMBER = "member"
    SOCIETY = "society"
    REPORTER = "reporter"


SIDES: Mapping[Seat, Side] = {
    Seat.RESPONDENT: Side.MEMBER,
    Seat.REPRESENTATIVE: Side.MEMBER,
    Seat.COMPLAINANT: Side.REPORTER,
}
NO_TIME_TO_WRITE = frozenset({C.REASONS, C.SLIP, C.BOARD_PAPERS, C.NOTICE_ACK})
"""Clocks that begin when a letter is served, and give its reader no time to write anything."""
HAD_ALIKE: Mapping[ClockName, frozenset[Side]] = {
    C.INVESTIGATION: frozenset({Side.SOCIETY}),
    C.REPORT_COMMENTS: frozenset({Side.MEMBER, Side.REPORTER}),
    C.HEARING_NOTICE: frozenset({Side.MEMBER, Side.SOCIETY, Side.REPORTER}),
    C.APPEAL: frozenset({Side.MEMBER, Side.SOCIETY}),
    C.APPEAL_NOTICE: frozenset({Side.MEMBER, Side.SOCIETY, Side.REPORTER}),
}
"""Times of the Society, and those of several sides at once. Every other time is of the side whose letter begins it."""


def side_of_role(role: Seat) -> Side:
    return SIDES.get(role, Side.SOCIETY)


def reading_side(case: Case) -> Side | None:
    """Return the side of the viewer who entered a case; None for somebody who decides or prepares it."""
    found = {SIDES[seat] for seat in case.seats if seat in SIDES}
    return next((side for side in Side if side in found), None)


def had_by(run: RunningClock) -> frozenset[Side]:
    """Return the sides to which a clock gives time to prepare something."""
    if run.name in HAD_ALIKE:
        return HAD_ALIKE[run.name]
    reader = SERVED_ON.get(run.name)
    if reader is None or reader not in SIDES or run.name in NO_TIME_TO_WRITE:
        return frozenset()
    return frozenset({SIDES[reader]})


def days_of(run: RunningClock) -> int:
    return run.days + run.extension
