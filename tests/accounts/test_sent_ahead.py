"""Statements that are sent without waiting for the answer of each."""

from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import Pseudonym, User
from accounts.prepared import prepared_cursor
from accounts.sent_ahead import check_foreign_keys, sent_ahead

pytestmark = pytest.mark.django_db


def rename(user: User, name: str) -> None:
    with prepared_cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET name = %s WHERE id = %s", [name, user.pk])


def fail() -> None:
    with prepared_cursor() as cursor:
        cursor.execute("SELECT %s::int / 0", [1])


def test_no_answer_is_waited_for_until_the_block_ends(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = User.objects.create_person(email="a@heron.example", name="A")
    with django_assert_num_queries(3), sent_ahead(), prepared_cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")
        before = connection.connection.pgconn.is_busy()
        rename(user, "B")
        rename(user, "C")
    user.refresh_from_db()
    assert (bool(before), user.name) == (True, "C")


def test_a_row_that_is_read_in_the_block_shows_what_was_sent_before() -> None:
    user = User.objects.create_person(email="a@heron.example", name="A")
    with sent_ahead():
        rename(user, "B")
        assert User.objects.get(pk=user.pk).name == "B"


def test_a_statement_that_fails_is_an_error_like_any_other_and_undoes_the_others() -> None:
    user = User.objects.create_person(email="a@heron.example", name="A")
    with pytest.raises(DataError), transaction.atomic(), sent_ahead():
        rename(user, "B")
        fail()
        rename(user, "C")
    user.refresh_from_db()
    assert user.name == "A"


def test_the_error_comes_at_the_next_row_that_is_read() -> None:
    reached = False
    with pytest.raises(DataError), transaction.atomic(), sent_ahead():
        fail()
        User.objects.first()
        reached = True
    assert not reached
    assert User.objects.count() == 0


def test_an_error_of_the_block_itself_is_not_lost_behind_one_of_a_statement() -> None:
    with pytest.raises(LookupError), transaction.atomic(), sent_ahead():
        fail()
        raise LookupError
    assert User.objects.count() == 0


def test_foreign_keys_are_checked_at_once_where_that_is_asked_for() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Pseudonym(user_id=uuid4(), scope="").save()
        assert Pseudonym.objects.count() == 1
        check_foreign_keys()


def test_foreign_keys_are_checked_with_each_later_statement() -> None:
    with transaction.atomic():
        check_foreign_keys()
        with pytest.raises(IntegrityError), transaction.atomic():
            Pseudonym(user_id=uuid4(), scope="").save()
