"""Reads all that is stored of cases, for the comparison with their records: of many cases by one query a table."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import Permission

from casework.access import ReadCase, read_cases
from casework.models import CaseGrant, Clock, RegisterEntry, Seating, SlowReport, Turn
from casework.queries.reports.reporter_numbers import stored_digests

CASES_AT_ONCE = 50
"""For how many cases a check of many reads everything together. Each case has some two hundred rights in memory meanwhile:
the check holds 20 MB more for two hundred cases at a time, and takes 5 % less time."""
CLOCK, SEATING = ("name", "subject", "due"), ("user_id", "person", "seat", "open")
TURN = ("user_id", "seat", "step", "signs", "fills", "returned", "clock", "due", "letters", "letters_from")
type Row = tuple[object, ...]


@dataclass(kw_only=True)
class StoredRows:
    """The rows beside that of one case. `digests`: those of the numbers that accounts of its reporter keep."""

    clocks: set[Row] = field(default_factory=set)
    seatings: set[Row] = field(default_factory=set)
    turns: set[Row] = field(default_factory=set)
    grants: set[Row] = field(default_factory=set)
    register: RegisterEntry | None = None
    slow: SlowReport | None = None
    digests: set[bytes] = field(default_factory=set)

    @property
    def by_name(self) -> dict[str, object]:
        """The rows that the record gives in full, by the names under which a difference is reported."""
        return {"clocks": self.clocks, "seatings": self.seatings, "turns": self.turns, "grants": self.grants}


class Stored(NamedTuple):
    """A case with its record and the rows beside it, read together with others."""

    read: ReadCase
    rows: StoredRows


def read_together(cases: Collection[UUID]) -> dict[UUID, Stored]:
    """Return these cases in their order, as `rows_beside` and `read_cases` do. Twelve queries for any number of cases."""
    read, rows = read_cases(cases), rows_beside(cases)
    return {case: Stored(read[case], rows[case]) for case in cases}


def rows_beside(cases: Collection[UUID]) -> Mapping[UUID, StoredRows]:
    """Return what is stored beside each of these cases. Eight queries for any number of cases.

    Read the rows of many cases within one snapshot of the database: a step taken later than this would look like a difference.
    """
    found = {case: StoredRows() for case in cases}
    for case, row in _rows(Clock, cases, *CLOCK):
        found[case].clocks.add(row)
    for case, row in _rows(Seating, cases, *SEATING):
        found[case].seatings.add(row)
    for case, row in _rows(Turn, cases, *TURN):
        found[case].turns.add(row)
    # A right is read by its number, and the names once: a case has two hundred rights, and all cases the same names.
    names = dict(Permission.objects.values_list("pk", "codename"))
    grants = CaseGrant.objects.filter(content_object__in=cases)
    for case, user, right, listed in grants.values_list("content_object_id", "user_id", "permission_id", "listed"):
        found[case].grants.add((user, names.get(right), listed))
    for entry in RegisterEntry.objects.filter(case__in=cases):
        found[entry.case_id].register = entry
    for report in SlowReport.objects.filter(case__in=cases):
        found[report.case_id].slow = report
    for case, digest in stored_digests(cases):
        found[case].digests.add(digest)
    return found


def _rows[Table: (Clock, Seating, Turn)](
    table: type[Table], cases: Collection[UUID], *columns: str
) -> Iterator[tuple[UUID, Row]]:
    for case, *row in table._default_manager.filter(case__in=cases).values_list("case_id", *columns):
        yield case, tuple(row)
