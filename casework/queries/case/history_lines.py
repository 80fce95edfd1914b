"""The history of a case: its lines by day, newest first, each with who took the step.

No line has its number in the record: between two numbers of their own, an officer would place the hour of a reporter's act.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.queries.case.page import JUDGING, CasePage, Line, Text, group_by_compartment
from casework.queries.people.case_people import seats_shown
from casework.record import events as e
from casework.record.state.people import PARTIES
from casework.recording import open_texts_together
from casework.vocabulary import Reading, Seat
from casework.vocabulary.case_stages import LineKind

type Days = tuple[tuple[date, tuple[Line, ...]], ...]

UNNAMED = PARTIES | JUDGING | {Seat.DECIDER, Seat.CONSENT_APPROVER, Seat.INTERIM_MEMBER, Seat.CLOCK}
"""The history names no party, and nobody who votes: it would say who has voted, and who not."""


def days_of(lines: Sequence[Line]) -> Days:
    return tuple((day, tuple(some)) for day, some in groupby(reversed(lines), lambda line: line.on))


def counts_of(lines: Collection[Line]) -> Mapping[LineKind, int]:
    return {kind: sum(line.kind is kind for line in lines) for kind in LineKind}


def readable_lines(page: CasePage, lines: Collection[Line]) -> frozenset[UUID]:
    """Return the entries of those lines that came with a file or a word. What they say goes nowhere. One query."""
    wanted = group_by_compartment(text for line in lines for text in line.texts)
    written = {
        entry for (entry, _field), text in open_texts_together(page.case, wanted).items() if says_something(text)
    }
    return frozenset(line.entry for line in lines if line.file or line.with_it or line.entry in written)


def put_forward_by_viewer(page: CasePage) -> tuple[Text, ...]:
    """Return what the viewer typed in steps that they put forward, whatever became of them. No query.

    It is sealed for those who may sign the step, and its author reads it too. Nothing is left of it in an erased file.
    """
    if page.case.view.holding.erased_on is not None:
        return ()
    own = (line for line in page.lines if line.type == e.StepProposed.type and line.by == page.case.acting.person)
    return tuple(
        Text(entry=line.entry, field=name, kept=seal.kept)
        for line in own
        for name, seal in e.StepProposed.sealed.items()
    )


def says_something(value: object) -> bool:
    """Whether a sealed text has a word in it: one of several fields can have been left empty in all of them."""
    match value:
        case dict():
            return any(says_something(each) for each in value.values())
        case list() | tuple():
            return any(says_something(each) for each in value)
    return bool(value)


class Named(NamedTuple):
    """Names in the history by entry: of the officer who took the step, and of those to whom it gave a seat, each with it."""

    by: Mapping[UUID, str]
    seated: Mapping[UUID, list[tuple[Seat, str]]]


def names_of(page: CasePage) -> Named:
    """Return the names for viewers who may know them. One query.

    Names only people who still hold a seat that the list of people shows, so that the history never shows who stepped out.
    """
    if Reading.READ_PEOPLE.value not in page.rights:
        return Named({}, {})
    holding = {person for person, seat in page.case.view.people.seats if seat not in UNNAMED}
    acts = {line.entry: line.by for line in page.lines if line.by in holding and line.role not in UNNAMED}
    given = seats_given(page)
    wanted = {*acts.values(), *(person for some in given.values() for _seat, person in some)}
    named = people_behind(wanted) if wanted else {}
    return Named(
        {entry: named[person].name for entry, person in acts.items() if person in named},
        {entry: [(seat, named[one].name) for seat, one in some if one in named] for entry, some in given.items()},
    )


def seats_given(page: CasePage) -> Mapping[UUID, list[tuple[Seat, UUID]]]:
    """Return, by entry, the seats that a step gave and that the same people still hold. No query."""
    shown, last = set(seats_shown(page.case)), dict[tuple[Seat, UUID], UUID]()
    for event in (one.event for one in page.case.record):
        last |= {place: event.id for place in _places_of(event) if place in shown}
    found: dict[UUID, list[tuple[Seat, UUID]]] = {}
    for place, entry in last.items():
        found.setdefault(entry, []).append(place)
    return found


def _places_of(event: e.Event) -> Iterator[tuple[Seat, UUID]]:
    match event:
        case e.OfficerSeated() | e.AdjudicatorSeated() | e.SeatReplaced():
            yield event.seat, event.person
        case e.MonitorsSeated():
            yield from ((Seat.MONITOR, person) for person in event.persons)
