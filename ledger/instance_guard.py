"""Ties a record to one database of one cluster. A copy may not be served until its missing entries are restored.

The identity of that database is stored when the log begins, and every dump carries it; the database function `ledger_home()`
returns the identity of the present one.
"""

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# Asked of a connection that has just been opened, when the table may not be there yet: no queryset can.
_WRITTEN = "SELECT to_regclass('ledger_loghead') IS NOT NULL"
_AT_HOME = "SELECT home = ledger_home() FROM ledger_loghead"
_SETTLE = "UPDATE ledger_loghead SET home = ledger_home()"


class NotAtHome(DatabaseError):
    """This database is a copy: a restored backup or a moved cluster. It may not be served yet."""


def is_at_home(database: BaseDatabaseWrapper | None = None) -> bool:
    """Whether this database may be served: the record began here, or `settle` was called since. Two queries."""
    with (database or connection).cursor() as cursor:
        cursor.execute(_WRITTEN)
        if cursor.fetchone() != (True,):
            return True
        cursor.execute(_AT_HOME)
        return bool(cursor.fetchone() != (False,))


def settle() -> None:
    """Make this database the record's home: the caller knows that nothing is missing."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE)


def serve_only_at_home() -> None:
    """From now on, close connections of this process to a database that may not be served, and raise NotAtHome."""
    connection_created.connect(_refuse_elsewhere, dispatch_uid="at home")


def _refuse_elsewhere(connection: BaseDatabaseWrapper, **_: object) -> None:
    if not is_at_home(connection):
        connection.close()
        raise NotAtHome("what this restored database lacks was not put back yet: run `manage.py restore`")
