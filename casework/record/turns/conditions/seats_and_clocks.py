"""Conditions about empty seats, and about clocks that run or are near their end."""

from functools import cache

from casework.record.state import CaseView
from casework.record.state.eligibility import FULL
from casework.record.turns.expected import SOON, Condition
from casework.vocabulary import ClockName, Seat, Verb


def sitting(view: CaseView, seat: Seat) -> int:
    return len(view.people.holding(seat) - view.people.barred)


@cache
def is_empty(seat: Seat) -> Condition:
    """Return the condition that nobody sits in a seat."""

    def empty(view: CaseView) -> bool:
        return not sitting(view, seat)

    empty.__doc__ = f"Nobody holds the seat “{seat.value}”."
    return empty


@cache
def has_room(seat: Seat, body: str = "") -> Condition:
    """Return the condition that fewer sit in a seat than the rulebook says, by the sizes of `body` if it is given."""

    def room(view: CaseView) -> bool:
        most = view.rules.limits["monitors"] if seat is Seat.MONITOR else FULL.get(seat, 0)
        return sitting(view, seat) < (max(view.rules.bodies[body].sizes) if body else most)

    room.__doc__ = f"A place in the seat “{seat.value}” is free."
    return room


@cache
def was_left(seat: Seat) -> Condition:
    """Return the condition that somebody left a seat, and nobody has taken their place yet."""

    def left(view: CaseView) -> bool:
        return seat in view.people.vacated and sitting(view, seat) < FULL[seat]

    left.__doc__ = f"A place in the seat “{seat.value}” was left, and nobody has taken it."
    return left


@cache
def came_back_to_a_left(seat: Seat) -> Condition:
    """Return the condition that a step came back to somebody who has left this seat since."""

    def waits(view: CaseView) -> bool:
        return any(one.left and one.seat is seat for one in view.proposals.returned)

    waits.__doc__ = f"A step came back to somebody who has left the seat “{seat.value}”."
    return waits


@cache
def nobody_signs(seat: Seat, *verbs: Verb) -> Condition:
    """Return the condition that one of these steps waits for a signature in a seat that nobody holds."""

    def missing(view: CaseView) -> bool:
        return any(one.step in verbs for one in view.proposals.waiting) and not sitting(view, seat)

    missing.__doc__ = f"A step waits for a signature, and nobody holds the seat “{seat.value}”."
    return missing


@cache
def is_open(clock: ClockName) -> Condition:
    """Return the condition that a clock runs and its time has not passed."""

    def within(view: CaseView) -> bool:
        return view.open(clock)

    within.__doc__ = f"The time for “{clock.label}” is open."
    return within


@cache
def is_over(clock: ClockName) -> Condition:
    """Return the condition that a clock runs and its time has passed."""

    def after(view: CaseView) -> bool:
        return view.over(clock)

    after.__doc__ = f"The time for “{clock.label}” is over."
    return after


@cache
def is_near(clock: ClockName) -> Condition:
    """Return the condition that a clock is due within days or was due before."""

    def near(view: CaseView) -> bool:
        runs = (run for run in view.clocks if run.name is clock and run.running and run.due is not None)
        return any(run.due is not None and view.now > run.due - SOON for run in runs)

    near.__doc__ = f"The time for “{clock.label}” ends within {SOON.days} days, or has ended."
    return near


def every(*conditions: Condition) -> Condition:
    """Return the condition that all of these hold."""

    def hold(view: CaseView) -> bool:
        return all(condition(view) for condition in conditions)

    hold.__doc__ = " ".join(condition.__doc__ or "" for condition in conditions)
    return hold
