"""A database whose tables are another version's is refused in a sentence, by the check, the doctor and a restore alike."""

import pytest
from django.db import connection

from operations import tables
from operations.doctor import database


def said() -> str:
    """What the check says, which keeps the installation shut."""
    return " ".join(str(fault.msg) for fault in tables.tables_are_of_this_version(databases=["default"]))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            "ALTER TABLE accounts_appointment DROP COLUMN lay CASCADE",
            "The tables are not those of this version: accounts_appointment has no column lay.",
        ),
        (
            "ALTER TABLE ledger_anchor ADD COLUMN one integer, ADD COLUMN two integer",
            "The tables are not those of this version: ledger_anchor has a column one of another version, and 1 more.",
        ),
        (
            "DROP TABLE vault_keys.wrapped_key CASCADE",
            "The tables are not those of this version: there is no table wrapped_key.",
        ),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0099_of_tomorrow', now())",
            "A newer version used this database: it ran ledger.0099_of_tomorrow, which this one does not have.",
        ),
    ],
)
def test_tables_of_another_version_are_named(db: None, change: str, words: str) -> None:
    assert (said(), list(database.tables())) == ("", [])
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert said() == words
    assert [(one.name, one.what, one.mend) for one in database.tables()] == [("tables-differ", words, tables.OTHER)]


def test_a_database_that_waits_for_its_migrations_is_left_to_them(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_appointment DROP COLUMN lay CASCADE")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'vault'")
    assert said() == ""
    assert [one.name for one in database.tables()] == ["migrations-missing"]
