"""A statement of every step: values travel beside it, its plan is kept on the connection, and it is counted like any other."""

import pytest
from django.db import DataError, connection
from pytest_django import DjangoAssertNumQueries

from accounts.prepared import prepared_cursor

pytestmark = pytest.mark.django_db
ASKED = "SELECT u.name FROM accounts_user AS u WHERE u.email = %s AND 'kept' = 'kept'"


def kept() -> list[str]:
    """Return the statements kept on this connection that are the one asked here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%%kept%%'")
        return [statement for (statement,) in cursor.fetchall()]


def ask(value: str) -> None:
    with prepared_cursor() as cursor:
        cursor.execute(ASKED, [value])
        assert cursor.fetchall() == []


def test_a_statement_asked_again_is_kept_without_its_values() -> None:
    ask("wilma@heron.example")
    assert kept() == []
    ask("wilma@heron.example")
    ask("rex@heron.example")
    assert kept() == [ASKED.replace("%s", "$1")]


def test_it_is_planned_once_however_many_values_stand_in_a_list() -> None:
    for count in range(3, 12):
        with prepared_cursor() as cursor:
            cursor.execute("SELECT u.name FROM accounts_user AS u WHERE u.email = ANY(%s)", [["a"] * count])
    with connection.cursor() as cursor:
        cursor.execute("SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE statement LIKE '%%ANY%%'")
        assert cursor.fetchall() == [(0, 8)]


def test_it_is_counted_with_all_others(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        ask("a@heron.example")
        ask("b@heron.example")


def test_a_value_that_the_database_does_not_take_is_an_error_like_any_other() -> None:
    with pytest.raises(DataError), prepared_cursor() as cursor:
        cursor.execute("SELECT %s::uuid", ["no uuid"])
