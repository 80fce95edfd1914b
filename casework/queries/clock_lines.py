"""The running clocks of a case: when each is due, whether it waits, and why it is that date."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from casework.record.clocks import ENDS_A_WINDOW, SERVED_ON, RunningClock
from casework.record.events import Recorded
from casework.record.state import CaseView
from casework.vocabulary import ClockName, Seat
from policy.deadlines import explain


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """A running clock: when it is due (UTC; `day` the Society's), whether it waits, for whom, and why it is that date."""

    name: ClockName
    due: datetime | None
    day: date | None
    waiting: bool
    reader: Seat | None
    late: bool
    days_left: int
    why: tuple[str, ...]


def clock_lines(view: CaseView, record: list[Recorded]) -> tuple[ClockLine, ...]:
    """Return the running clocks: those due soonest first, those without a date last. A window that has ended is not late."""
    running = [run for run in view.clocks if run.running and not (run.name in ENDS_A_WINDOW and run.over(view.now))]
    lines = [_clock(run, view, record) for run in running]
    return tuple(sorted(lines, key=lambda line: (line.due is None, line.due or view.now)))


def _clock(run: RunningClock, view: CaseView, record: list[Recorded]) -> ClockLine:
    day = view.day_of(run.due) if run.due else None
    return ClockLine(
        name=run.name,
        due=run.due,
        day=day,
        waiting=run.waiting,
        reader=SERVED_ON.get(run.name) if run.counts_from is None else None,
        late=run.over(view.now),
        days_left=(day - view.today).days if day else 0,
        why=_why(run, view, record),
    )


def _why(run: RunningClock, view: CaseView, record: list[Recorded]) -> tuple[str, ...]:
    rule = view.rules.clocks[run.name.value]
    if run.counts_from is None or run.due is None or rule.days is None:
        return ()
    started = next((one for one in record if one.event.id == run.about), None)
    return explain(
        event=str(started.event.title) if started else "",
        start=run.counts_from,
        rule=replace(rule, name=f"“{run.name.label}”"),
        calendar=view.rules.calendar,
        pauses=run.pauses,
        extension=run.extension,
    )
