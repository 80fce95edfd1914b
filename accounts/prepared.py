"""Prepared statements: PostgreSQL plans them once per connection instead of once per execution.

Django interpolates values into each statement, so PostgreSQL parses and plans it every time. For the statements of every step,
that takes longer than the execution (measured in docs/adr/0014). Here the values are sent separately (psycopg, "Prepared
statements"), and PostgreSQL keeps a generic plan unless a plan for the actual values is worth its cost (PostgreSQL manual,
PREPARE, "Notes").
"""

from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper
from psycopg import RawCursor

AGAIN = 1
"""How often a connection runs a statement before it prepares it: a statement that runs once is not worth it."""


class NumberedCursor(RawCursor[Any]):
    """A cursor for statements that number their values: `$1`, `$2`. It sends them as they are, without reading them."""


def prepared_cursor() -> CursorWrapper:
    """Return a cursor like `connection.cursor()` for a hand-written statement that names its columns.

    A prepared statement that selects all columns fails once a migration adds one.
    """
    return _cursor(ServerBindingCursor)


def numbered_cursor() -> CursorWrapper:
    """Return the same for a statement that numbers its values."""
    return _cursor(NumberedCursor)


def _cursor(kind: type[Any]) -> CursorWrapper:
    database: Any = connections[DEFAULT_DB_ALIAS]  # looked up once: each use of the proxy looks it up again
    database.close_if_health_check_failed()
    database.ensure_connection()
    database.connection.prepare_threshold = AGAIN
    with database.wrap_database_errors:
        cursor = kind(database.connection)
    make = database.make_debug_cursor if database.queries_logged else database.make_cursor
    return cast(CursorWrapper, make(cursor))
