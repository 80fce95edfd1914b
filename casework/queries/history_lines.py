"""The history of a case: its lines by day, newest first, each with who took the step.

No line has its number in the record: between two numbers of their own, an officer would place the hour of a reporter's act.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.queries.case_page import JUDGING, CasePage, Line
from casework.record.state.people import PARTIES
from casework.vocabulary import Reading, Seat
from casework.vocabulary.case_stages import LineKind

type Days = tuple[tuple[date, tuple[Line, ...]], ...]

UNNAMED = PARTIES | JUDGING | {Seat.DECIDER, Seat.CONSENT_APPROVER, Seat.INTERIM_MEMBER, Seat.CLOCK}
"""The history names no party, and nobody who votes: it would say who has voted, and who not."""


def days_of(lines: Sequence[Line]) -> Days:
    return tuple((day, tuple(some)) for day, some in groupby(reversed(lines), lambda line: line.on))


def counts_of(lines: Collection[Line]) -> Mapping[LineKind, int]:
    return {kind: sum(line.kind is kind for line in lines) for kind in LineKind}


def names_of(page: CasePage) -> Mapping[UUID, str]:
    """Return the names of officers by entry, for viewers who may know them. One query.

    Names only officers who still hold a seat, so that the history never shows who stepped out.
    """
    if Reading.READ_PEOPLE.value not in page.rights:
        return {}
    seated = {person for person, seat in page.case.view.people.seats if seat not in UNNAMED}
    acts = {line.entry: line.by for line in page.lines if line.by in seated and line.role not in UNNAMED}
    named = people_behind(set(acts.values())) if acts else {}
    return {entry: named[person].name for entry, person in acts.items() if person in named}
