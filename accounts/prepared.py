"""Prepared statements: PostgreSQL plans them once per connection instead of once per execution.

Django interpolates values into each statement, so PostgreSQL parses and plans it every time. For the statements of every step,
that takes longer than the execution (measured in docs/adr/0014). Here the values are sent separately (psycopg, "Prepared
statements"), and PostgreSQL keeps a generic plan unless a plan for the actual values is worth its cost (PostgreSQL manual,
PREPARE, "Notes").
"""

from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper

AGAIN = 1
"""How often a connection runs a statement before it prepares it: a statement that runs once is not worth it."""


def prepared_cursor() -> CursorWrapper:
    """Return a cursor like `connection.cursor()` for a hand-written statement that names its columns.

    A prepared statement that selects all columns fails once a migration adds one.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    connection.connection.prepare_threshold = AGAIN
    with connection.wrap_database_errors:
        cursor: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # the stubs know psycopg 2
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return make(cursor)
