"""Where a record is at home: one database of one cluster. A copy of it serves nobody until what it lacks was put back.

The name of the home is written when the log begins, and stays as it was in every dump; `ledger_home()` in the database
says where it lies now.
"""

from typing import Any

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

_WRITTEN = "SELECT to_regclass('ledger_loghead') IS NOT NULL"
_AT_HOME = "SELECT home = ledger_home() FROM ledger_loghead"
_SETTLE = "UPDATE ledger_loghead SET home = ledger_home()"


class NotAtHome(DatabaseError):
    """This database is a copy: a backup that was restored, or a cluster that moved. It may not be served yet."""


def at_home(database: BaseDatabaseWrapper | None = None) -> bool:
    """Whether this database may be served: the record began here, or `settle` was asked since. Two queries."""
    with (database or connection).cursor() as cursor:
        cursor.execute(_WRITTEN)
        if cursor.fetchone() != (True,):
            return True
        cursor.execute(_AT_HOME)
        return bool(cursor.fetchone() != (False,))


def settle() -> None:
    """Say that this is the record's home now: nothing of it is missing here."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE)


def serve_only_at_home() -> None:
    """From now on no connection of this process stays open to a database that is not at home; NotAtHome instead."""
    connection_created.connect(_refuse_elsewhere, dispatch_uid="at home")


def _refuse_elsewhere(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if not at_home(connection):
        connection.close()
        raise NotAtHome("what this restored database lacks was not put back yet: run `manage.py restore`")
