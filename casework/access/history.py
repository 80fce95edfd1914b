"""Reads the events of a case from its entries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts.offices import own_holders
from accounts.vocabulary import Office
from casework.access.fold_cache import fold_stream, read_recorded
from casework.models import Case, Seating
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
    case = Case.objects.select_related("respondent").get(pk=key)
    case.view = view_of(case, now)
    return case


def case_called(reference: str, now: datetime) -> Case:
    """Return a case by its reference with its view at `now`, for the machine alone. DoesNotExist if there is none."""
    case = Case.objects.select_related("respondent").get(reference=reference)
    case.view = view_of(case, now)
    return case


def view_of(case: Case, now: datetime) -> CaseView:
    """Return the view of a case at `now`, and keep the record on the case. At most four queries for any length."""
    known = fold_case(case, now)
    return known.having(elsewhere=_linked_seats(case, known.joining.linked))


def fold_case(case: Case, now: datetime, *, sworn: Sequence[Span[UUID]] | None = None, head: bytes = b"") -> CaseView:
    """Return the same without the people who acted in linked cases, and so without the query that finds them.

    Where they were read before: `sworn` are the stretches of days on which the respondent was bound, and `head` is the leaf
    of the last entry.
    """
    if sworn is None:
        sworn = sworn_spans(case.respondent_id) if case.respondent_id else ()
    deciding = case.state == CaseState.BOARD_DECISION
    start = CaseView(
        case=case.id,
        rules=rules_of(case.rulebook_id),
        now=now,
        sworn=tuple(Sworn(first=span.first, last=span.last, edition=span.edition) for span in sworn),
        board_members=own_holders(Office.BOARD_MEMBER, now.date()) if deciding else frozenset(),
    )
    known, case.record = fold_stream(start, case.stream, head)
    return known


def barred_in(key: UUID, now: datetime) -> frozenset[UUID]:
    """Return the people to whom a case is denied, for the machine alone."""
    return fold_case(Case.objects.get(pk=key), now).people.barred


def _linked_seats(case: Case, others: Collection[UUID]) -> frozenset[tuple[UUID, Seat]]:
    together = Q(case__linked=case.linked) | Q(case__in=list(others))
    linked = Seating.objects.filter(together).exclude(case=case)
    return frozenset((person, Seat(seat)) for person, seat in linked.values_list("person", "seat"))
