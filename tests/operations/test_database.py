"""The tests' own database: services start when asked, and real commits are undone."""

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.utils import timezone

from ledger.models import Entry
from tests.ledger.records import draft, written


def _session(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


@pytest.mark.django_db
def test_tests_serve_as_the_owner_who_is_no_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("owner", False)


def test_the_serving_role_may_write_and_owns_nothing(as_app: None) -> None:
    _session("a")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT count(*) FROM pg_tables WHERE tableowner = 'app')")
        assert cursor.fetchone() == ("app", 0)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_was_committed_is_gone_in_the_next_test(committed: None, turn: int) -> None:
    assert Session.objects.count() == 0
    _session("b")
    assert Session.objects.count() == 1


@pytest.mark.parametrize("turn", [1, 2])
def test_an_entry_that_was_committed_is_gone_and_its_fence_stands(committed: None, turn: int) -> None:
    assert Entry.objects.count() == 0
    written(draft())
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry")
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgenabled FROM pg_trigger WHERE tgrelid = 'ledger_entry'::regclass")
        assert (cursor.fetchall(), Entry.objects.count()) == ([("A",)], 1)
