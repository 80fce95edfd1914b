"""The running clocks of a case: when each is due, whether it waits, and why it is that date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models.turn import NEVER
from casework.record.clocks import ENDS_A_WINDOW, SERVED_ON, UNSHOWN, RunningClock
from casework.record.events import Recorded
from casework.record.state import CaseView
from casework.record.turns import expected_first
from casework.vocabulary import ClockName, Seat
from policy.deadlines import explain

EARLIER_TERM = _("Term of an earlier sanction")
OF_A_CONDITION: Mapping[ClockName, Promise] = {
    ClockName.CONDITION: _("Condition %(n)s"),
    ClockName.CONDITION_GRACE: _("Condition %(n)s, days of grace"),
}


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """A running clock: when it is due (UTC; `day` the Society's), whether it waits, for whom, and why it is that date.

    `name` is None for the day of a hearing, which is no clock. `words` say what ends then, also where two clocks of a case
    have the same name.
    """

    name: ClockName | None
    words: str | Promise
    due: datetime | None
    day: date | None
    waiting: bool
    reader: Seat | None
    late: bool
    days_left: int
    why: tuple[str, ...]


class FirstClocks(NamedTuple):
    """The clocks that the overview of a case shows, as their template takes them. `more` run besides."""

    first: tuple[ClockLine, ...]
    more: int


def clock_lines(view: CaseView, record: list[Recorded]) -> tuple[ClockLine, ...]:
    """Return the running clocks: those due soonest first, those without a date last. A window that has ended is not late."""
    shown = [run for run in view.clocks if run.running and run.name not in UNSHOWN]
    running = [run for run in shown if not (run.name in ENDS_A_WINDOW and run.over(view.now))]
    lines = [_clock(run, view, record) for run in running]
    return tuple(sorted(lines, key=lambda line: (line.due is None, line.due or view.now)))


def next_line(view: CaseView, lines: Sequence[ClockLine], due: datetime, name: str) -> ClockLine | None:
    """Return the line of the date that lists show of a case; without one, the clock of the expected step that waits."""
    first = expected_first(view)
    if due == NEVER:
        return next((line for line in lines if first and line.due is None and line.name in first.clocks), None)
    shown = next((line for line in lines if line.name == name and line.due == due), None)
    return shown or _date(view, due, ClockName(name) if name else None)


def _date(view: CaseView, due: datetime, name: ClockName | None) -> ClockLine:
    """Return a line without the reasons for its date."""
    day = view.day_of(due)
    left = (day - view.today).days
    return ClockLine(
        name=name,
        words=name.label if name else "",
        due=due,
        day=day,
        waiting=False,
        reader=None,
        late=due < view.now,
        days_left=left,
        why=(),
    )


def _clock(run: RunningClock, view: CaseView, record: list[Recorded]) -> ClockLine:
    day = view.day_of(run.due) if run.due else None
    return ClockLine(
        name=run.name,
        words=what_ends(run, view),
        due=run.due,
        day=day,
        waiting=run.waiting,
        reader=SERVED_ON.get(run.name) if run.counts_from is None else None,
        late=run.over(view.now),
        days_left=(day - view.today).days if day else 0,
        why=_why(run, view, record),
    )


def what_ends(run: RunningClock, view: CaseView) -> str | Promise:
    """Return what ends with a clock: of several terms, of which sanction; of several conditions, which one.

    The level of a sanction is not said: people who see the clocks of a case need not know what was decided.
    """
    current = view.sanctions.current
    if current is None or run.subject is None:
        return run.name.label
    if run.name is ClockName.TERM:
        return run.name.label if run.subject == current.id else EARLIER_TERM
    keys = [one.id for one in view.sanctions.conditions]
    if run.name not in OF_A_CONDITION or len(keys) < 2 or run.subject not in keys:
        return run.name.label
    return str(OF_A_CONDITION[run.name] % {"n": keys.index(run.subject) + 1})


def _why(run: RunningClock, view: CaseView, record: list[Recorded]) -> tuple[str, ...]:
    rule = view.rules.clocks[run.name.value]
    if run.counts_from is None or run.due is None or rule.days is None:
        return ()
    started = next((one for one in record if one.event.id == run.about), None)
    happened = view.day_of(started.at) if started and run.name in SERVED_ON else run.counts_from
    return explain(
        event=str(started.event.title) if started else "",
        start=run.counts_from,
        rule=replace(rule, name=f"“{what_ends(run, view)}”"),
        calendar=view.rules.calendar,
        pauses=run.pauses,
        extension=run.extension,
        happened=happened if happened != run.counts_from else None,
    )
