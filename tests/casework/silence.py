"""A member who opens nothing: letters of every kind, and business days on which the system sees to them."""

from dataclasses import fields
from datetime import date, datetime, time
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

from casework.record import events as e
from casework.record.clocks import LIVES_IN, PAUSED_IN, SERVED_ON, START, RunningClock
from casework.record.letters_due import letters_due
from casework.record.rights.posting import poster_of
from casework.record.state.deeming import DEEMED
from casework.record.state.filing import FilingPart
from casework.vocabulary import CaseState, Channel, ClockName, Seat, Verb
from policy.deadlines import deadline
from tests.casework.pure import CLOCK, MONDAY, RULES, PureCase, someone
from tests.casework.pure_road import INTAKE, OLA

LETTERS = tuple(sorted(DEEMED, key=lambda kind: kind.__name__))


def state_of(kind: type[e.Event]) -> CaseState:
    """Return a state in which a letter of this kind waits: one in which all the times it starts run."""
    names = [name for name in START.get(kind, ()) if SERVED_ON.get(name) is Seat.RESPONDENT]
    states = [set(LIVES_IN[name] - PAUSED_IN.get(name, frozenset())) for name in names] or [{CaseState.HEARING}]
    shared = set.intersection(*states)
    return min(shared - {CaseState.CLOSED}, key=list(CaseState).index)


def letter_of(kind: type[e.Event]) -> e.Event:
    """Return an event of this kind. Every question that it answers is answered by yes, and a move stays where it is."""
    hints = get_type_hints(kind)
    values = {one.name: _value(hints[one.name]) for one in fields(kind) if one.name != "id"}
    moved = {"from_state": state_of(kind), "to_state": state_of(kind)} if issubclass(kind, e.Moved) else {}
    lodged = {"side": Seat.INVESTIGATOR} if "side" in values else {}
    return kind(**values | moved | lodged)


def _value(hint: Any) -> Any:
    if get_origin(hint) is tuple:
        return ()
    choices = get_args(hint) or (hint,)
    if type(None) in choices:
        return None
    (kind,) = choices[:1]
    if issubclass(kind, Enum):
        return next(iter(kind))
    known = {bool: True, int: 1, str: "x", UUID: uuid4(), date: MONDAY.date(), datetime: MONDAY, time: MONDAY.time()}
    return known[kind]


def sent(kind: type[e.Event], *, reached: bool = True) -> tuple[PureCase, e.Event]:
    """Return a case with a letter of this kind, to a member who was sent one before, and `reached` by it, or never."""
    case = PureCase.new(state=state_of(kind), filing=FilingPart(swept=True))
    earlier = e.InterimProposed()
    case.happen(earlier, by=OLA)
    if reached:
        case.serve(earlier.id, Seat.RESPONDENT)
    event = letter_of(kind)
    case.happen(event, by=OLA)
    return case, event


def business_day(number: int, after: datetime = MONDAY) -> date:
    return deadline(start=after.date(), days=number, business=True, calendar=RULES.calendar)


def pass_days(case: PureCase, until: date) -> None:
    """Let days pass, one after another; on each the system does about letters what is due."""
    while case.view.today < until:
        case.wait(days=1)
        see_to_letters(case)


def see_to_letters(case: PureCase) -> None:
    """Take each step about a letter that is due, as the periodic task does."""
    for due in list(letters_due(case.view)):
        if due.on <= case.view.today and due.verb is Verb.REMIND_READER:
            mail = {"channel": Channel.MAIL, "sent_on": case.view.today, "proof_written": False}
            case.do(due.verb, by=CLOCK, about=due.about, **mail)
        elif due.on <= case.view.today:
            case.do(due.verb, by=CLOCK, about=due.about)


def posted(case: PureCase, letter: e.Event) -> None:
    """Let two officers enter that a letter was posted today."""
    proof = {"channel": Channel.POST, "posted_on": case.view.today, "proof_written": True}
    known = case.view.service.letter(letter.id)
    seat = (poster_of(case.view, known) if known else None) or Seat.INVESTIGATOR
    first = (someone("who posts"), seat)
    case.two(Verb.RECORD_SERVICE, first=first, second=INTAKE, about=letter.id, reader=Seat.RESPONDENT, **proof)


def times_of(kind: type[e.Event]) -> frozenset[ClockName]:
    """Return the times that begin only once a letter of this kind is served on the respondent."""
    case, letter = sent(kind, reached=False)
    waiting = (run for run in case.view.clocks if run.about == letter.id and run.counts_from is None)
    return frozenset(run.name for run in waiting if SERVED_ON.get(run.name) is Seat.RESPONDENT)


def clocks_of(case: PureCase, letter: e.Event) -> list[RunningClock]:
    """Return the running clocks that wait for the service of a letter on the respondent."""
    names = times_of(type(letter))
    return [run for run in case.view.clocks if run.about == letter.id and run.name in names and run.running]


TIMED = tuple(kind for kind in LETTERS if times_of(kind))
