"""One row of the table of expected steps, and the moments at which time alone changes what is expected."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from casework.record.state import CaseView
from casework.record.state.minute_days import board_reasons_open_on, minute_opens_on
from casework.record.turns.letters import AHEAD, days_of_post, days_unopened
from casework.vocabulary import ClockName, Seat, Thread, Verb
from policy.deadlines import last_moment

type Condition = Callable[[CaseView], bool]

SOON = timedelta(days=7)
"""How long before its day a periodic duty becomes somebody's turn."""
PERIODIC = frozenset(
    {ClockName.FEEDBACK, ClockName.STATUS, ClockName.HOLD_REVIEW, ClockName.HEALTH_REVIEW, ClockName.INTERIM_REVIEW}
)
INSTANT = timedelta(microseconds=1)
HEARING_DAY = None
"""Stands for a clock: the day of the hearing."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A step that is expected of `seats` while `wanted` holds; without it, always.

    Several `verbs` answer the same question: the first that is open is expected. The turn is that of the first seat which
    somebody holds; the others may take the step too. `fills`: the seat that a seating fills, where the sheet of the seats
    has it. Its day is that of the first of `clocks` that runs and has one, or what `on` says. While `waits` holds, the
    step waits for the reporter: it is their turn and no officer's, although an officer may take the step.
    """

    seats: tuple[Seat, ...]
    verbs: tuple[Verb, ...]
    clocks: tuple[ClockName | None, ...] = ()
    wanted: Condition | None = None
    fills: Seat | None = None
    waits: Condition | None = None
    on: Callable[[CaseView], date | None] | None = None

    def is_wanted(self, view: CaseView) -> bool:
        return self.wanted is None or self.wanted(view)

    def waits_for_the_reporter(self, view: CaseView) -> bool:
        return self.waits is not None and self.waits(view)

    def seat_now(self, view: CaseView) -> Seat:
        """Return the seat whose turn it is: the first that somebody holds by name, or else the first."""
        if self.waits_for_the_reporter(view):
            return Seat.COMPLAINANT
        free = {seat for person, seat in view.people.seats if person not in view.people.barred}
        return next((seat for seat in self.seats if seat in free), self.seats[0])

    def day(self, view: CaseView) -> tuple[ClockName | None, datetime | None]:
        """Return the clock by which the step is due and its moment (UTC); (None, None) if no clock gives one."""
        for name in self.clocks:
            if name is HEARING_DAY:
                if view.hearing_day is not None:
                    return None, last_moment(view.hearing_day, view.rules.zone)
                continue
            due = [run.due for run in view.clocks if run.name is name and run.running and run.due is not None]
            if due:
                return name, min(due)
        day = self.on(view) if self.on else None
        return None, last_moment(day, view.rules.zone) if day else None


def row(
    seat: Seat | tuple[Seat, ...],
    verb: Verb | tuple[Verb, ...],
    *clocks: ClockName | None,
    wanted: Condition | None,
    fills: Seat | None = None,
    waits: Condition | None = None,
) -> Expected:
    seats = seat if isinstance(seat, tuple) else (seat,)
    verbs = verb if isinstance(verb, tuple) else (verb,)
    return Expected(seats=seats, verbs=verbs, clocks=clocks, wanted=wanted, fills=fills, waits=waits)


def next_change(view: CaseView) -> datetime | None:
    """Return the last moment (UTC) until which time alone changes nothing about who is expected to do what."""
    moments = [run.due for run in view.clocks if run.running and run.due is not None]
    moments += [run.due - SOON for run in view.clocks if run.running and run.due is not None and run.name in PERIODIC]
    days = [day for day, _letter in days_unopened(view)]
    days += [view.hearing_day] if view.hearing_day else []
    days += [each for day, _letter in days_of_post(view) for each in (day - AHEAD, day)]
    days += [day for day in (minute_opens_on(view), board_reasons_open_on(view)) if day]
    days += [view.panel.answer_by + timedelta(days=1)] if view.panel.answer_by else []
    if view.screening.identity_decision is None and (
        asked := view.conversation.get(Thread.REPORTER).answer_by(view.today)
    ):
        days.append(asked + timedelta(days=1))
    moments += [datetime.combine(day, time.min, view.rules.calendar.tz).astimezone(UTC) - INSTANT for day in days]
    if view.decision_letter.goes_out_from is not None:
        moments.append(view.decision_letter.goes_out_from - INSTANT)
    if view.board.ballot is not None:
        moments.append(view.board.ballot.closes_at - INSTANT)
    return min((moment for moment in moments if moment >= view.now), default=None)
