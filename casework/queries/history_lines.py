"""The history of a case: its lines by day, newest first, each with who took the step and its number in the record."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.queries.case_page import JUDGING, CasePage, Line
from casework.record.state.people import PARTIES
from casework.vocabulary import Reading, Seat
from casework.vocabulary.case_stages import LineKind
from ledger.models import Entry

type Days = tuple[tuple[date, tuple[Line, ...]], ...]

UNNAMED = PARTIES | JUDGING | {Seat.DECIDER, Seat.CONSENT_APPROVER, Seat.INTERIM_MEMBER, Seat.CLOCK}
"""The history names no party, and nobody who votes: it would say who has voted, and who not."""


def days_of(lines: Sequence[Line]) -> Days:
    return tuple((day, tuple(some)) for day, some in groupby(reversed(lines), lambda line: line.on))


def counts_of(lines: Collection[Line]) -> Mapping[LineKind, int]:
    return {kind: sum(line.kind is kind for line in lines) for kind in LineKind}


def names_of(page: CasePage) -> Mapping[UUID, str]:
    """Return the name of each officer who holds a seat now, by entry, for viewers who may know them. One query.

    Nobody is named whose seat is empty now: it is never said who stepped out.
    """
    if Reading.READ_PEOPLE.value not in page.rights:
        return {}
    seated = {person for person, seat in page.case.view.people.seats if seat not in UNNAMED}
    acts = {line.entry: line.by for line in page.lines if line.by in seated and line.role not in UNNAMED}
    named = people_behind(set(acts.values())) if acts else {}
    return {entry: named[person].name for entry, person in acts.items() if person in named}


def numbers_of(lines: Collection[Line]) -> Mapping[UUID, int]:
    """Return the number of each line's entry in the record. One query."""
    return dict(Entry.objects.filter(id__in=[line.entry for line in lines]).values_list("id", "log_index"))
