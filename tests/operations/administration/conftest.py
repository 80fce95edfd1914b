"""Two administrators, a person they look after, and a browser for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.mails import MailKind
from accounts.models import AccountMail, User
from accounts.vocabulary import Office
from casework.access import Actor
from tests.casework.desk_cast import Desk, desk_on
from tests.casework.procedure.seats.hands import person
from tests.casework.web.conftest import signed_in


@pytest.fixture
def desk(db: None, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    settings.FILES_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made, traveller = desk_on()
    yield made
    traveller.stop()


@pytest.fixture
def adam(desk: Desk) -> Actor:
    return Actor(user=person("Adam Keeper", Office.ADMINISTRATOR), proven=True)


@pytest.fixture
def eve(desk: Desk) -> Actor:
    return Actor(user=person("Eve Keeper", Office.ADMINISTRATOR), proven=True)


@pytest.fixture
def adams(adam: Actor, eve: Actor) -> Client:
    """The browser of an administrator, where there are two."""
    return signed_in(adam.user)


def mails() -> set[tuple[str, str]]:
    """Who is written to, and about what."""
    return {(mail.user.name, mail.kind) for mail in AccountMail.objects.select_related("user")}


def mailed(user: User, kind: MailKind) -> bool:
    return AccountMail.objects.filter(user=user, kind=kind).exists()
