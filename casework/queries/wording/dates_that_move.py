"""Which dates of a case a step would move, from a rehearsal of the step."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from uuid import UUID

from casework.record.clocks import UNSHOWN, RunningClock
from casework.record.events import LetterDeemedServed, Recorded
from casework.record.state import CaseView
from casework.record.state.service import Sent
from casework.vocabulary import ClockName, Seat

SYSTEM = UUID(int=0)
"""Stands for the system in a step that is only looked ahead to."""

type Key = tuple[ClockName, UUID | None]


@dataclass(frozen=True, kw_only=True)
class DateMoved:
    """A date before and after the step. `after` is None if the clock stops; `waits`: it is paused, `waited`: it was.

    `paused_since` is the day from which it is paused, before or after the step; `more`: days that a step adds to a pause.
    """

    clock: ClockName
    before: date | None
    after: date | None
    waits: bool
    waited: bool = False
    paused_since: date | None = None
    more: int = 0


def dates_that_move(before: CaseView, after: CaseView) -> list[DateMoved]:
    """Return the dates that differ: dates that exist now in their order, then dates that begin."""
    old, new = _running(before), _running(after)
    moved = [_moved(key[0], old.get(key), new.get(key), before, after) for key in {**old, **new}]
    found = [one for one in moved if one is not None]
    return sorted(found, key=lambda one: (one.before is None, one.before or one.after or date.max, one.clock))


def served_by_time(before: CaseView, after: CaseView) -> list[tuple[Sent, date]]:
    """Return the letters for which a step brings the day on which time alone serves them, each with that day.

    They are letters whose second reminder it is. A letter that somebody opens before that day is served earlier.
    """
    known = {one.about for one in before.service.unserved if before.service.deemed_day(one, before.rules)}
    days = ((one, after.service.deemed_day(one, after.rules)) for one in after.service.unserved)
    return [(one, day) for one, day in days if day is not None and one.about not in known]


def with_letters_served(before: CaseView, after: CaseView) -> CaseView:
    """Return the view after a step, once the letters count as served for which the step brings the day."""
    return reduce(_serve, served_by_time(before, after), after)


def _serve(view: CaseView, letter: tuple[Sent, date]) -> CaseView:
    sent, day = letter
    event = LetterDeemedServed(
        about=sent.about, reader=Seat.RESPONDENT, served_on=day, reminded_on=view.service.reminded_on(sent.about)
    )
    return view.apply(Recorded(event=event, at=view.now, actor=SYSTEM, role=Seat.CLOCK))


def _running(view: CaseView) -> dict[Key, RunningClock]:
    return {(run.name, run.subject): run for run in view.clocks if run.running and run.name not in UNSHOWN}


def _moved(
    clock: ClockName, old: RunningClock | None, new: RunningClock | None, before: CaseView, after: CaseView
) -> DateMoved | None:
    was = before.day_of(old.due) if old and old.due else None
    will = after.day_of(new.due) if new and new.due else None
    waits, waited = new is not None and new.waiting, old is not None and old.waiting
    more = new.extension - old.extension if new and old and waits and waited else 0
    if (was, waited) == (will, waits) and not more:
        return None
    since = (old.waiting_since if old else None) or (new.waiting_since if new else None)
    return DateMoved(clock=clock, before=was, after=will, waits=waits, waited=waited, paused_since=since, more=more)
