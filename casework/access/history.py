"""Reads the events of a case from its entries."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from accounts.compiled import Compiled, Given
from accounts.offices import own_holders
from accounts.prepared import prepared_cursor
from accounts.vocabulary import Office
from casework.access.fold_cache import fold_stream, read_recorded
from casework.models import Case
from casework.record.events import Recorded
from casework.record.state import CaseView, Sworn
from casework.vocabulary import CaseState, Seat
from ledger import queries as ledger
from policy.oaths import Span
from policy.queries import rules_of, sworn_spans


def recorded_in(stream: str) -> list[Recorded]:
    return [read_recorded(entry) for entry in ledger.stream(stream)]


def keys_of_cases() -> set[UUID]:
    """Return the key of every case, for the machine alone."""
    return set(Case.objects.values_list("pk", flat=True))


def case_behind(key: UUID, now: datetime) -> Case:
    """Return a case with its view at `now`, for the machine alone: no right is checked. DoesNotExist if there is none."""
    found = _BEHIND.rows(case=key)
    if not found:
        raise Case.DoesNotExist
    found[0].view = view_of(found[0], now)
    return found[0]


_BEHIND = Compiled(lambda: Case.objects.filter(pk=Given("case")).select_related("respondent"))
"""Compiled, because dispatch asks it for each case with news: docs/adr/0014."""


def case_called(reference: str, now: datetime) -> Case:
    """Return a case by its reference with its view at `now`, for the machine alone. DoesNotExist if there is none."""
    case = Case.objects.select_related("respondent").get(reference=reference)
    case.view = view_of(case, now)
    return case


def view_of(case: Case, now: datetime) -> CaseView:
    """Return the view of a case at `now`, and keep the record on the case. At most four queries for any length."""
    known = fold_case(case, now)
    return known.having(elsewhere=linked_seats(case, known.joining.linked))


def fold_case(case: Case, now: datetime, *, sworn: Sequence[Span[UUID]] | None = None, head: bytes = b"") -> CaseView:
    """Return the same without the people who acted in linked cases, and so without the query that finds them.

    Where they were read before: `sworn` are the stretches of days on which the respondent was bound, and `head` is the leaf
    of the last entry.
    """
    if sworn is None:
        sworn = sworn_spans(case.respondent_id) if case.respondent_id else ()
    known, case.record = fold_stream(fold_start(case, now, sworn), case.stream, head)
    return known


def fold_start(case: Case, now: datetime, sworn: Iterable[Span[UUID]]) -> CaseView:
    """Return what is known of a case before its first entry. One query while the board decides, else none."""
    deciding = case.state == CaseState.BOARD_DECISION
    return CaseView(
        case=case.id,
        rules=rules_of(case.rulebook_id),
        now=now,
        sworn=tuple(Sworn(first=span.first, last=span.last, edition=span.edition) for span in sworn),
        board_members=own_holders(Office.BOARD_MEMBER, now.date()) if deciding else frozenset(),
    )


def barred_in(key: UUID, now: datetime) -> frozenset[UUID]:
    """Return the people to whom a case is denied, for the machine alone."""
    return fold_case(Case.objects.get(pk=key), now).people.barred


def linked_seats(case: Case, others: Collection[UUID]) -> frozenset[tuple[UUID, Seat]]:
    """Return who sits in the cases that are about the same as this one, and in these others. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(_LINKED_SEATS, {"linked": case.linked, "others": list(others), "case": case.pk})
        return frozenset((person, Seat(seat)) for person, seat in cursor.fetchall())


_LINKED_SEATS = """
SELECT s.person, s.seat FROM casework_seating AS s WHERE s.case_id <> %(case)s AND s.case_id = ANY(
  ARRAY(SELECT c.id FROM casework_case AS c WHERE c.linked = %(linked)s) || %(others)s::uuid[]
)
"""
"""By hand, so that the kept plan looks up the seats of these cases: with an OR it reads all seats (docs/adr/0014)."""
