"""Whether a transaction waits for the disk, asked of the database. The database of the tests itself never waits."""

from django.db import connection


def wait_as_in_an_installation() -> None:
    """Let this transaction wait for the disk, as every one does in an installation that says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")


def waits() -> bool:
    """Return whether this transaction waits for the disk when it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return bool(cursor.fetchone() == ("on",))
