"""Sends the statements of a block one behind another, without waiting for each answer (libpq, "Pipeline Mode").

The database works on one statement while Python prepares the next: docs/adr/0014 has the figures.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections


@contextmanager
def sent_ahead() -> Iterator[None]:
    """Send statements ahead until the block ends; their answers have all come when it is left.

    Rows that the block reads are waited for. A statement that fails raises its error when the next row is read, or at the
    end, and what was sent after it is not done. So the block is for writes of which nothing is read back: it must not look
    at how many rows a statement changed, and must not catch the error of one.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    with database.wrap_database_errors, database.connection.pipeline():
        yield


def check_foreign_keys() -> None:
    """Have the foreign keys of all rows checked now, and those of later rows with their statement. Raises IntegrityError.

    Otherwise they are checked when the transaction ends. Call it before a lock for which others wait.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
