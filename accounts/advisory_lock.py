"""Locks that only one process at a time holds. The ORM has no advisory locks."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def held_alone(number: int) -> Iterator[bool]:
    """Hold the advisory lock `number` of PostgreSQL during the block; yield False if another process holds it.

    The lock belongs to the connection, so it ends if the process is killed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        (mine,) = cursor.fetchone()
    try:
        yield bool(mine)
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
