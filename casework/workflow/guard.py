"""What a guard is: a question to the view of a case, with the sentence a refused person reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

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


def guard[T: Callable[..., bool]](
    reason: str, *, until: ClockName | None = None, within: ClockName | None = None
) -> Callable[[T], T]:
    """Name the reason a person reads when the guard does not hold; the guard's own name must be unique.

    `until`: the guard waits for the end of this clock. `within`: it holds only while this clock runs. The reason then
    names the day, and says so where the clock has not begun or is paused.
    """

    def named(test: T) -> T:
        name = test.__name__
        if name in REASONS:
            raise ValueError(f"two guards are called {name}")
        REASONS[name] = reason
        UNTIL.update({name: until} if until else {})
        WITHIN.update({name: within} if within else {})
        return test

    return named


def answer_guard(name: str, reason: str) -> Callable[[bool], bool]:
    """Return the guard of this name that holds where the answer it is asked with is yes: written, ticked, found."""

    def holds(answer: bool) -> bool:
        return answer

    holds.__name__ = name
    return guard(reason)(holds)


def reason_of(name: str, view: CaseView) -> str:
    """Return what a refused person reads where the guard of this name does not hold, with the day it waits for."""
    clock = UNTIL.get(name) or WITHIN.get(name)
    if clock is None:
        return REASONS[name]
    run = view.clock(clock)
    if run is None or (name in UNTIL and run.over(view.now)):
        return f"The time for “{clock.label}” has not begun."
    if not run.running:
        return REASONS[name] if name in WITHIN else f"The time for “{clock.label}” was ended by another step."
    if run.due is None:
        paused = (
            "is paused, so its last day is not known." if run.waiting else "begins when the letter about it is served."
        )
        return f"The time for “{clock.label}” {paused}"
    day = view.day_of(run.due)
    last = "was" if run.over(view.now) else "is"
    return f"{REASONS[name]} The last day {last} {day.day} {day:%B %Y}."


def check_guard[**P](test: Callable[P, bool], *args: P.args, **kwargs: P.kwargs) -> None:
    """Raise NotNow with the sentence of a guard about input when it does not hold."""
    refuse_unless(test(*args, **kwargs), test.__name__)


def refuse_unless(holds: object, name: str) -> None:
    """Raise NotNow with the sentence of the guard `name` when what stands for it does not hold."""
    if not holds:
        raise NotNow(REASONS[name])
