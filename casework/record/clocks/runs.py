"""One run of one clock, and the spans that a decision gives to some of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.vocabulary import CaseState, ClockName
from policy.calendars import Calendar
from policy.deadlines import Pause, with_pauses


@dataclass(frozen=True, kw_only=True)
class RunningClock:
    """One run of one clock. `due` (UTC) is None while its reader has not been served, or while it waits.

    `moved_to`: the state to which the event that stopped it moved the case, if it did.
    """

    name: ClockName
    about: UUID
    subject: UUID | None = None
    started: datetime
    days: int
    years: int | None = None
    business: bool = False
    counts_from: date | None = None
    extension: int = 0
    pauses: tuple[Pause, ...] = ()
    waiting_since: date | None = None
    exact: datetime | None = None
    due: datetime | None = None
    stopped: datetime | None = None
    moved_to: CaseState | None = None

    @property
    def running(self) -> bool:
        return self.stopped is None

    @property
    def waiting(self) -> bool:
        return self.waiting_since is not None

    def last_day(self, calendar: Calendar, start: date) -> date:
        """Return the last day of a run that is counted in days from `start`, with its extension and the pauses that have ended.

        While the run waits, this is its last day if it went on now.
        """
        return with_pauses(
            start=start,
            days=self.days,
            business=self.business,
            calendar=calendar,
            pauses=self.pauses,
            extension=self.extension,
        )

    def last_day_with(self, more: int, *, calendar: Calendar, today: date) -> date | None:
        """Return the last day of a run if so many more days are given today; None while it counts from no day yet.

        A run that waits, or has ended, goes on from today.
        """
        if self.counts_from is None:
            return None
        since = self.stopped.astimezone(calendar.tz).date() if self.stopped else self.waiting_since
        pauses = self.pauses if since is None else (*self.pauses, Pause(since=since, until=today))
        longer = replace(self, extension=self.extension + more, pauses=pauses)
        return longer.last_day(calendar, self.counts_from)

    def stopped_by(self, happened: e.Recorded) -> Self:
        moved = happened.event.to_state if isinstance(happened.event, e.Moved) else None
        return replace(self, stopped=happened.at, moved_to=moved)

    def over(self, moment: datetime) -> bool:
        """Whether its last moment has passed. It cannot pass before its reader is served, or while the clock waits."""
        return self.running and self.due is not None and moment > self.due


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days that a decision gives to a condition or a term."""

    subject: UUID
    days: int


type Spans = Mapping[ClockName, Iterable[Span]]
