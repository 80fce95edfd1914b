"""Rows of a statement as they come, by a cursor of the server: what reads a whole table holds little of it at once.

Its callers compare whole tables within the database, which querysets cannot say: docs/adr/0025 has the figures. Loop over the
rows at once. A variable that holds them keeps the cursor open in the traceback of a failed statement: the garbage collector
then closes it in the next transaction, which fails.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

CHUNK = 2_000


def stream_rows(sql: str, values: Any = None, *, chunk: int = CHUNK) -> Iterator[tuple[Any, ...]]:
    """Yield the rows. Outside a transaction the server keeps the whole answer on its disk until the last is read."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(chunk):
            yield from rows
