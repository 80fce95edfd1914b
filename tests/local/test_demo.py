"""The demonstration's people are named to this machine alone, and nowhere but in a demonstration."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from local.demo.cast import EVERYBODY
from local.demo.codes import codes, remember
from local.demo.people import key_of, settle
from local.run import EDITION as BOOKS
from tests.ledger.records import draft, written


@pytest.fixture
def a_demonstration(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DEMO = True
    settings.CLOCK_OFFSET_FILE = str(tmp_path_factory.mktemp("demo") / "clock")


@pytest.mark.usefixtures("a_demonstration", "db")
def test_the_people_are_named_on_this_machine(client: Client) -> None:
    page = client.get(reverse("demo"))
    assert page.status_code == 200
    assert [person.email for person in EVERYBODY if person.email not in page.content.decode()] == []


@pytest.mark.usefixtures("a_demonstration", "db")
def test_nobody_is_named_to_another_machine(client: Client) -> None:
    assert client.get(reverse("demo"), REMOTE_ADDR="192.0.2.7").status_code == 404


@pytest.mark.usefixtures("db")
def test_there_are_no_people_outside_a_demonstration(client: Client) -> None:
    assert client.get(reverse("demo")).status_code == 404


@pytest.mark.usefixtures("a_demonstration")
def test_the_terminal_is_told_one_way_in_for_each_seat() -> None:
    assert codes() == {}
    for name, reference in (("Wilma Quill", "R-2345"), ("Otto Plume", "R-6789")):
        remember(name, reference, "seven words")
    said = StringIO()
    call_command("demo_people", stdout=said)
    lines = said.getvalue().splitlines()[1:]
    seats = dict.fromkeys(person.offices[0].value if person.offices else "member" for person in EVERYBODY)
    assert [line.split()[0] for line in lines] == [*seats, "reporter"]
    factors = {line.split()[0]: "second factor:" in line for line in lines}
    assert [seat for seat in factors if not factors[seat]] == ["member", "reporter"]
    assert lines[-1].split() == ["reporter", "R-2345", "receipt", "code:", "seven", "words"]


@pytest.mark.usefixtures("a_demonstration", "db")
def test_a_world_is_made_only_where_nobody_lives_and_only_in_a_demonstration(settings: Settings) -> None:
    written(draft())
    with pytest.raises(CommandError, match="Somebody lives here already"):
        call_command("demo_world", BOOKS)
    settings.DEMO = False
    for command in (("demo_world", BOOKS), ("demo_people",)):
        with pytest.raises(CommandError, match="a demonstration"):
            call_command(*command)


@pytest.mark.usefixtures("a_demonstration", "db")
def test_only_a_demonstration_is_filled_and_with_at_least_one_case(settings: Settings) -> None:
    with pytest.raises(CommandError, match="Say how many cases, from 1 to"):
        call_command("populate", "--cases=0")
    settings.DEMO = False
    with pytest.raises(CommandError, match="Only a demonstration can be filled"):
        call_command("populate", "--cases=1")
    assert not User.objects.filter(kind=User.Kind.PERSON).exists()


def test_a_way_in_follows_from_the_installation_and_the_person(settings: Settings) -> None:
    here = {person.email: key_of(person).password for person in EVERYBODY}
    settings.SECRET_KEY = "another installation's secret, just as long as it has to be"
    there = {person.email: key_of(person).password for person in EVERYBODY}
    assert len(set(here.values())) == len(EVERYBODY)
    assert [email for email in here if here[email] == there[email]] == []


@pytest.mark.django_db
def test_a_quick_hash_stays_in_the_demonstration_and_is_replaced_elsewhere(settings: Settings) -> None:
    own, quick = settings.PASSWORD_HASHERS, ["local.demo.hashing.QuickArgon2PasswordHasher"]
    settings.PASSWORD_HASHERS = quick
    (ines,) = settle([EVERYBODY[0]]).values()
    first, typed = ines.password, key_of(EVERYBODY[0]).password
    assert (ines.check_password("another"), ines.check_password(typed), ines.password) == (False, True, first)
    settings.PASSWORD_HASHERS = own
    assert (ines.check_password(typed), get_hasher().must_update(first)) == (True, True)
    assert get_hasher().must_update(User.objects.get(pk=ines.pk).password) is False


def test_only_a_demonstration_hashes_quickly(settings: Settings) -> None:
    asked = [sys.executable, "-c", "from config import settings; print(*settings.PASSWORD_HASHERS)"]
    said = subprocess.run(asked, env={**os.environ, "DEMO": "1"}, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["local.demo.hashing.QuickArgon2PasswordHasher"]
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
