"""Stores many clones at once: the rows with COPY, then the entries under the log's lock."""

from collections.abc import Iterable, Sequence
from itertools import chain

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from ledger.bulk_append import append_written
from ledger.models import LogHead
from local.populate.clone_case import COLUMNS, Clone
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Cursor


@transaction.atomic(durable=True)
def store(clones: Sequence[Clone]) -> None:
    """Store all these cases or none. Dispatch reads the older entries first, and skips the new ones.

    Raises TooLate if the log has grown meanwhile, IntegrityError if a random reference is taken. Then clone them again.
    """
    with connection.cursor() as cursor:
        for table, (name, columns) in COLUMNS.items():
            _copy(cursor, name, columns, chain.from_iterable(one.rows.get(table, ()) for one in clones))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    first = append_written([entry for one in clones for entry in one.entries])
    _place_letters_before(first)


def _place_letters_before(first: int) -> None:
    """Place the letters of every entry before `first`. Skip the rest: the clones brought their own letters."""
    cursor, _ = Cursor.objects.get_or_create(pk=1)
    while cursor.log_index < first - 1:
        place_letters()
        cursor.refresh_from_db()
    Cursor.objects.filter(pk=1).update(log_index=LogHead.objects.get().size - 1)


def _copy(cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    # COPY has no form in the ORM. Without the wrapper its errors would be the driver's and not Django's.
    with connection.wrap_database_errors, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
