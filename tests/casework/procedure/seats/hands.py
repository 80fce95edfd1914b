"""Two administrators, and what one puts forward and the other signs."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from accounts.offices import appoint
from accounts.second_factor import enrol_totp, totp_now
from accounts.vocabulary import Office
from casework.access import Actor, Given
from casework.access.appointing import office_given_draft
from casework.administration.appointments import appoint_officer
from casework.queries.checks.replay import Drift, drifts
from ledger.append import append
from ledger.clock import now
from ledger.models import Entry
from policy.actions import register_signing_key
from policy.models import Pending, SigningKey
from policy.passkeys import creation_options
from policy.queries import hand_in_office
from tests.casework.desk_cast import MONDAY, Desk, desk_on
from tests.passkeys import Passkey

TODAY = MONDAY.date()
TWO = (Office.CUSTODIAN, Office.REGISTRAR, Office.ADMINISTRATOR, Office.BOARD_MEMBER, Office.BOARD_SECRETARY)
PASSWORD = "four unrelated words here"


@pytest.fixture
def desk(db: None, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    settings.FILES_DIR = tmp_path
    made, traveller = desk_on()
    yield made
    traveller.stop()


def person(name: str, office: Office | None = None, *, signed_in: bool = True) -> User:
    """Somebody who was given an office on the record, by nobody but the installation."""
    user = User.objects.create_person(
        email=f"{name.split(maxsplit=1)[0].lower()}@society.example", name=name, password=PASSWORD
    )
    if office:
        appoint(user=user, office=office, since=TODAY)
        given = Given(office=office, since=TODAY)
        append(office_given_draft(user, given, by=User.objects.clock(), role="clock", moment=now()))
    if signed_in:
        user.last_login = timezone.now()
        user.save(update_fields=["last_login"])
    return user


@pytest.fixture
def adam(desk: Desk) -> Actor:
    return Actor(user=person("Adam Keeper", Office.ADMINISTRATOR))


@pytest.fixture
def eve(desk: Desk) -> Actor:
    return Actor(user=person("Eve Keeper", Office.ADMINISTRATOR))


def newest() -> Entry:
    return Entry.objects.latest("log_index")


def strange() -> list[Drift]:
    """What the night would name, besides that nobody gave the offices of the desk, which are no entries."""
    return [drift for drift in drifts() if drift.field != "appointment that nobody gave"]


def put_forward(by: Actor, user: User, office: Office = Office.BOARD_MEMBER) -> Pending:
    assert appoint_officer(by=by, user=user, given=Given(office=office, since=TODAY)) is False
    return Pending.objects.get(about=user)


def passkey(user: User) -> tuple[Passkey, SigningKey | Pending]:
    device, hand = Passkey(), hand_in_office(user)
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[]))
    return device, register_signing_key(hand=hand, by=user, answer=answer, challenge=bytes(32), at=now())


def run(*words: str, typed: str = "") -> str:
    said = io.StringIO()
    before, sys.stdin = sys.stdin, io.StringIO(typed)
    try:
        call_command(*words, stdout=said)
    finally:
        sys.stdin = before
    return said.getvalue()


def proof(user: User) -> str:
    return f"{PASSWORD}\n{totp_now(enrol_totp(user))}\n"
