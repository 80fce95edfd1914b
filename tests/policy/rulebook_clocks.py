"""Clocks wound under any rules, and view of a case under any rules: what the test of every key asks of the product."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from casework.queries.threads.conversation import own_clock
from casework.record import events as e
from casework.record.clocks import LIVES_IN, PAUSED_IN, SERVED_ON, START, RunningClock, advance_clocks
from casework.record.events import Event, Recorded
from casework.record.state import CaseView
from casework.record.state.conversation import ConversationPart, Exchange
from casework.record.state.people import PeoplePart
from casework.vocabulary import CaseState, ClockName, ClosingCode, Seat, Thread
from casework.workflow.guard import Acting, Asked
from policy.rules import Rules
from tests.casework.pure import CLOCK, MONDAY, SWORN, someone

SAID: dict[str, Any] = {
    "id": someone("fact"),
    "subject": None,
    "appeal": someone("appeal"),
    "person": someone("person"),
    "for_someone": True,
    "heard": False,
    "afresh": True,
    "proven": 1,
    "arguable": True,
    "provisional": True,
    "noticed": False,
    "lines": 1,
    "side": Seat.INVESTIGATOR,
    "hearing_on": date(2026, 9, 30),
}
"""What an event says so that the clock it may start does start."""


def view(rules: Rules, **known: Any) -> CaseView:
    """Return a case under these rules, with what is known of it."""
    plain = CaseView(case=someone("case"), rules=rules, now=MONDAY, sworn=(SWORN,))
    return replace(plain, **known)


def read_by(rules: Rules) -> Any:
    """Return by when the Society reads a message that has waited since Monday."""
    waits = Exchange(thread=Thread.REPORTER, waiting_since=MONDAY)
    return own_clock(view(rules, conversation=ConversationPart(exchanges=(waits,))), Thread.REPORTER)


def asked(case: CaseView, seat: Seat = Seat.CLOCK) -> Asked:
    """Return what a guard is asked with."""
    return cast(Asked, SimpleNamespace(view=case, acting=Acting(person=someone("me"), seats=frozenset({seat}))))


def sitting(count: int, *seats: Seat) -> PeoplePart:
    """Return so many people in seats, the first seat taken once where there are several."""
    held = [seats[0] if len(seats) == 1 or not n else seats[1] for n in range(count)]
    return PeoplePart(seats=frozenset((someone(f"person {n}"), seat) for n, seat in enumerate(held)))


def many(count: int) -> tuple[UUID, ...]:
    """Return so many people."""
    return tuple(someone(f"person {n}") for n in range(count))


def event_of(kind: type[Event], **said: Any) -> Event:
    """Return an event that says what starts its clocks, whatever else it would say."""
    event = kind.__new__(kind)
    for name, value in (SAID | said).items():
        if not isinstance(getattr(kind, name, None), property):
            object.__setattr__(event, name, value)
    return event


def wound(rules: Rules, name: ClockName, at: datetime = MONDAY, **said: Any) -> RunningClock:
    """Return a clock that an event has started, its reader served the same day."""
    kind = next(kind for kind, started in START.items() if name in started)
    state = min(LIVES_IN[name] - PAUSED_IN.get(name, frozenset()))
    event = event_of(kind, **said)
    runs = advance_clocks((), _recorded(event, at), rules, state=state, spans={})
    if name in SERVED_ON:
        opened = e.LetterOpened(about=event.id, reader=SERVED_ON[name], served_on=MONDAY.date())
        runs = advance_clocks(runs, _recorded(opened, at), rules, state=state, spans={})
    return next(run for run in runs if run.name == name)


def due(rules: Rules, name: ClockName, **said: Any) -> datetime | None:
    """Return when a clock of this name is due."""
    return wound(rules, name, **said).due


def kept(rules: Rules, code: str) -> datetime | None:
    """Return until when a file closed with this code is kept."""
    event = event_of(e.CaseNotProven, closing_code=ClosingCode(code).value)
    runs = advance_clocks((), _recorded(event, MONDAY), rules, state=CaseState.CLOSED, spans={})
    return next(run for run in runs if run.name is ClockName.RETENTION).due


def running(rules: Rules, name: ClockName, **changes: Any) -> CaseView:
    """Return a case in which a clock runs."""
    run = replace(wound(rules, name), **changes)
    return view(rules, clocks=(run,), state=min(LIVES_IN[name]), now=MONDAY + timedelta(hours=1))


def labels(form: Any, field: str) -> list[str]:
    """Return what a field of a form offers."""
    return [str(label) for _, label in form.fields[field].choices]


def _recorded(event: Event, at: datetime) -> Recorded:
    return Recorded(event=event, at=at, actor=CLOCK[0], role=Seat.CLOCK)
