"""A kept connection is asked seldom whether it answers, and one that the database has closed is noticed at once."""

from collections.abc import Iterator

import pytest
from django.db import connection

from config.database.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Iterator[DatabaseWrapper]:
    """Return another connection to the same database, which has answered just now."""
    other = DatabaseWrapper(connection.settings_dict)
    other.ensure_connection()
    assert other.is_usable()
    yield other
    other.close()


def _ask(sql: str, other: DatabaseWrapper) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, [other.connection.info.backend_pid])
        return cursor.fetchone()[0]


def test_that_answered_lately_is_not_asked_again(kept: DatabaseWrapper) -> None:
    with kept.cursor() as cursor:
        cursor.execute("SELECT 2")
    assert kept.is_usable()
    assert _ask("SELECT query FROM pg_stat_activity WHERE pid = %s", kept) == "SELECT 2"


def test_that_answered_long_ago_is_asked(kept: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.database.base.ASKED_EVERY", 0)
    with kept.cursor() as cursor:
        cursor.execute("SELECT 2")
    assert kept.is_usable()
    assert _ask("SELECT query FROM pg_stat_activity WHERE pid = %s", kept) == "SELECT 1"


def test_that_the_database_has_closed_is_noticed_at_once(kept: DatabaseWrapper) -> None:
    assert _ask("SELECT pg_terminate_backend(%s, 5000)", kept) is True
    assert not kept.is_usable()
