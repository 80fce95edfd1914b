"""What a guard is: a question about a case, with the sentence that a refused person reads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from casework.record.clocks import RunningClock
from casework.record.state import CaseView
from casework.vocabulary import ClockName, NotNow, Seat


@dataclass(frozen=True, kw_only=True)
class Acting:
    """The person who acts, by pseudonym, and the seats in which they act."""

    person: UUID
    seats: frozenset[Seat]

    @property
    def role(self) -> Seat:
        """The seat under which the act stands in the record: the first of those held, in their order."""
        return next(seat for seat in Seat if seat in self.seats)

    def as_(self, *seats: Seat) -> bool:
        return bool(self.seats & set(seats))


class Asked(Protocol):
    """What a guard sees: the events, and who acts. Nothing else."""

    view: CaseView
    acting: Acting


type Guard = Callable[[Asked], bool]

REASONS: dict[str, str] = {}
UNTIL: dict[str, ClockName] = {}
WITHIN: dict[str, ClockName] = {}
UNLOCKED: dict[str, Callable[[CaseView], str]] = {}


def guard[T: Callable[..., bool]](
    reason: str,
    *,
    until: ClockName | None = None,
    within: ClockName | None = None,
    unlocked: Callable[[CaseView], str] | None = None,
) -> Callable[[T], T]:
    """Declare a guard, with the reason that a person reads if it does not hold. Its function's name must be unique.

    `until`: the guard waits for the end of this clock. `within`: it holds only while this clock runs. The reason then
    names the day, or says that the clock has not begun or is paused. `unlocked`: a sentence that is added to the reason,
    and says on which day it will hold, for a guard that waits for something else than a clock.
    """

    def named(test: T) -> T:
        name = test.__name__
        if name in REASONS:
            raise ValueError(f"two guards are called {name}")
        REASONS[name] = reason
        UNTIL.update({name: until} if until else {})
        WITHIN.update({name: within} if within else {})
        UNLOCKED.update({name: unlocked} if unlocked else {})
        return test

    return named


def answer_guard(name: str, reason: str) -> Callable[[bool], bool]:
    """Return a guard of this name that holds if the answer it gets is yes: something was written, ticked or found."""

    def holds(answer: bool) -> bool:
        return answer

    holds.__name__ = name
    return guard(reason)(holds)


def reason_of(name: str, view: CaseView) -> str:
    """Return the sentence of the guard of this name, with the day for which it waits, for a refused person."""
    clock = UNTIL.get(name) or WITHIN.get(name)
    if name in UNLOCKED:
        return f"{REASONS[name]} {UNLOCKED[name](view)}"
    if clock is None:
        return REASONS[name]
    run = view.clock(clock)
    if run is None or (name in UNTIL and run.over(view.now)):
        return f"The time for “{clock.label}” has not begun."
    if run.stopped is not None:
        return REASONS[name] if name in WITHIN else _ended(run, view.day_of(run.stopped))
    if run.due is None:
        paused = (
            "is paused, so its last day is not known." if run.waiting else "begins when the letter about it is served."
        )
        return f"The time for “{clock.label}” {paused}"
    day = view.day_of(run.due)
    last = "was" if run.over(view.now) else "is"
    return f"{REASONS[name]} The last day {last} {day.day} {day:%B %Y}."


def end_of_wait(name: str, view: CaseView) -> date | None:
    """Return the last day of the running clock for which the guard of this name waits; None if it waits for none."""
    run = view.clock(UNTIL[name]) if name in UNTIL else None
    return view.day_of(run.due) if run and run.due and run.stopped is None and not run.over(view.now) else None


def _ended(run: RunningClock, day: date) -> str:
    """Say when a time ended before its last day; with which stage of the case, if it ended with one.

    Other steps are not named: not everybody who may read the sentence may know of them.
    """
    ended = f"The time for “{run.name.label}” ended early, on {day.day} {day:%B %Y}"
    return f"{ended}, when the case moved on to “{run.moved_to.label}”." if run.moved_to else f"{ended}."


def check_guard[**P](test: Callable[P, bool], *args: P.args, **kwargs: P.kwargs) -> None:
    """Raise NotNow with the sentence of a guard about input if it does not hold."""
    refuse_unless(test(*args, **kwargs), test.__name__)


def check_day[**P](test: Callable[P, bool], first: date | None, *args: P.args, **kwargs: P.kwargs) -> None:
    """Raise NotNow with the sentence of a guard about a day, and the first possible day, if it does not hold."""
    if not test(*args, **kwargs):
        named = f" The first possible day is {first.day} {first:%B %Y}." if first else ""
        raise NotNow(f"{REASONS[test.__name__]}{named}")


def refuse_unless(holds: object, name: str) -> None:
    """Raise NotNow with the sentence of the guard `name` unless `holds` is true."""
    if not holds:
        raise NotNow(REASONS[name])
