"""Lists of members as CSV files, read for the register: the one way in for the page, the worker and the command."""

from collections.abc import Iterable, Iterator
from functools import partial
from uuid import UUID

from django.core.cache import cache

from ledger.canonical import Values
from ledger.clock import now
from operations.csv_import import MemberRow, read, valid_rows
from policy.actions import Entrant, MemberList, import_members, preview_members
from policy.models import MemberImport

EVERY = 2_000
"""After how many rows a list tells how far it was read."""
AT_ONCE = 100_000
"""Bytes. A list up to this size is compared and imported while its uploader waits; a longer one by the worker."""
TO_DO = (MemberImport.State.WAITING, MemberImport.State.CONFIRMED)


def read_member_list(content: bytes, whole: bool, *, upload: UUID | None = None) -> MemberList:
    """Return a file as a list of members. BadRoll if it cannot be read, also while the rows are read."""
    found = read(content, MemberRow, called="The file")

    def rows() -> Iterable[tuple[int, Entrant]]:
        return _entrants(upload, ((number, entrant(row)) for number, row in valid_rows(found.rows())))

    return MemberList(rows, found.columns, whole)


def entrant(row: Values) -> Entrant:
    """Return what a row says of a member."""
    return Entrant(**{**row, "email": row["email"].lower()})


def work_on(upload: UUID) -> None:
    """Compare an uploaded list, or import a confirmed one: whichever it waits for."""
    reader = partial(read_member_list, upload=upload)
    preview_members(upload=upload, read=reader, at=now())
    import_members(upload=upload, read=reader, at=now())


def waiting_lists() -> list[UUID]:
    """Return the lists that wait for the worker, the oldest first. One query."""
    return list(MemberImport.objects.filter(state__in=TO_DO).order_by("at").values_list("pk", flat=True))


def rows_read(upload: UUID) -> int:
    """Return how many rows of a list were read so far; 0 while nobody knows."""
    return cache.get(_place(upload)) or 0


def _entrants(upload: UUID | None, rows: Iterator[tuple[int, Entrant]]) -> Iterator[tuple[int, Entrant]]:
    for count, row in enumerate(rows, start=1):
        if upload and count % EVERY == 0:
            cache.set(_place(upload), count, timeout=600)
        yield row


def _place(upload: UUID) -> str:
    return f"members/{upload}"
