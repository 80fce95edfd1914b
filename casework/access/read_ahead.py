"""Reads cases with their records for a check of many: one query a table, where one case after the other takes four each."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from casework.access.fold_cache import read_recorded
from casework.access.history import fold_start, linked_seats
from casework.models import Case
from casework.record.state import fold
from casework.vocabulary import Seat
from ledger import queries as ledger
from ledger.models import Entry
from policy.queries import acts_of_members, spans_listed

# By hand, like the query for one case: a self-join with an OR is planned as a reading of all seats.
_LINKED = """
SELECT c.id, s.person, s.seat FROM casework_case AS c
JOIN casework_case AS o ON o.linked = c.linked AND o.id <> c.id JOIN casework_seating AS s ON s.case_id = o.id
WHERE c.id = ANY(%s)
"""


@dataclass(frozen=True, kw_only=True)
class ReadCase:
    """A case with what its fold needs, as it is stored: entries, oaths of the respondent, and seats of cases linked to it.

    Nothing is interpreted before the fold, so that a value that cannot be read is a finding about its own case.
    """

    case: Case
    entries: Sequence[Entry]
    acts: Sequence[str]
    seats: Collection[tuple[UUID, str]]

    def fold(self, now: datetime) -> Case:
        """Return the case with its view at `now`, as `case_behind` does. No query, or one if it was linked by a step.

        Raises what the fold raises at an entry that no step wrote. Nothing of it is remembered.
        """
        case = self.case
        case.record = [read_recorded(entry) for entry in self.entries]
        known = fold(fold_start(case, now, spans_listed(self.acts)), case.record)
        others = known.joining.linked
        seats = frozenset((person, Seat(seat)) for person, seat in self.seats)
        case.view = known.having(elsewhere=linked_seats(case, others) if others else seats)
        return case


def read_cases(keys: Collection[UUID]) -> Mapping[UUID, ReadCase]:
    """Return these cases with their records, for the machine alone: no right is checked. Four queries.

    They are read one table after the other, so read them within one snapshot of the database.
    """
    cases = {case.pk: case for case in Case.objects.filter(pk__in=keys).select_related("respondent")}
    acts = acts_of_members({case.respondent_id for case in cases.values() if case.respondent_id})
    entries = ledger.streams([case.stream for case in cases.values()])
    seats: defaultdict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_LINKED, [list(cases)])
        for key, person, seat in cursor.fetchall():
            seats[key].append((person, seat))
    return {
        key: ReadCase(
            case=case,
            entries=entries.get(case.stream, ()),
            acts=acts.get(case.respondent_id, ()) if case.respondent_id else (),
            seats=seats[key],
        )
        for key, case in cases.items()
    }
