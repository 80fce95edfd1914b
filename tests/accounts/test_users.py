"""Kinds of actor, as the database itself keeps them apart."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.codes import code_digest
from accounts.models import User

pytestmark = pytest.mark.django_db
LOOKUP = b"l" * 16


def reporter() -> User:
    made = User.objects.new_reporter(code_digest=code_digest(LOOKUP))
    made.save()
    return made


@pytest.mark.parametrize(
    "change",
    [
        {"email": "known@example.org"},
        {"password": "argon2$something"},
        {"last_login": timezone.now()},
        {"kind": "person"},
        {"kind": "robot"},
        {"code_digest": None},
    ],
)
def test_a_reporter_can_have_nothing_that_signs_in_or_names(change: dict[str, Any]) -> None:
    user = reporter()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(**change)


@pytest.mark.parametrize(
    "change", [{"email": None}, {"email": "Mia@example.org"}, {"code_digest": b"1"}, {"kind": "clock"}]
)
def test_a_person_has_one_lower_case_address_and_no_code(change: dict[str, Any]) -> None:
    user = User.objects.create_person(email="mia@example.org", name="Mia")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(**change)


def test_an_address_belongs_to_one_person_whatever_its_capitals() -> None:
    User.objects.create_person(email="mia@example.org", name="Mia")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_person(email=" MIA@example.org ", name="Another")


def test_a_reporter_is_found_by_the_code_alone_and_the_code_is_not_stored() -> None:
    user = reporter()
    assert User.objects.reporter_with(lookup_id=LOOKUP) == user
    assert User.objects.reporter_with(lookup_id=b"m" * 16) is None
    assert user.code_digest is not None
    assert (user.email, user.has_usable_password(), bytes(user.code_digest) == LOOKUP) == (None, False, False)


def test_a_reporter_is_still_found_after_the_secret_key_was_changed(settings: Settings) -> None:
    user = reporter()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    assert User.objects.reporter_with(lookup_id=LOOKUP) == user


def test_two_reporters_cannot_have_the_same_code() -> None:
    reporter()
    with pytest.raises(IntegrityError), transaction.atomic():
        reporter()


def test_reporters_have_random_names() -> None:
    first, second = (User.objects.new_reporter(code_digest=bytes([n]) * 32).name for n in (1, 2))
    assert first != second


def test_no_password_fits_a_reporter() -> None:
    first, second = (User.objects.new_reporter(code_digest=bytes([n]) * 32) for n in (1, 2))
    assert re.fullmatch("![0-9a-f]{40}", first.password)
    assert first.password != second.password
    assert not first.has_usable_password()


def test_looking_for_a_reporter_costs_one_query_found_or_not(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reporter()
    for lookup_id in (LOOKUP, b"m" * 16):
        with django_assert_num_queries(1):
            User.objects.reporter_with(lookup_id=lookup_id)


def test_passwords_are_kept_as_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]
    user = User.objects.create_person(email="mia@example.org", name="Mia", password="four unrelated words here")
    assert (user.password.split("$")[:2], len(settings.PASSWORD_HASHERS)) == (["argon2", "argon2id"], 1)


def test_there_is_one_clock() -> None:
    assert User.objects.clock() == User.objects.clock()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(kind="clock", name="Another", password="!")
