"""The day's checkpoint by mail: who gets it, how often, and that a saved mail is a pin."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from accounts.mails import MailKind, subscribe
from accounts.models import AccountMail, User
from accounts.offices import appoint
from accounts.vocabulary import Office
from ledger.export import export_log
from ledger.keyring import Keyring, LogKey
from ledger.models import Cosignature
from ledger.notes import log_key
from ledger.sync import seal_log
from notifications.dispatch.account_mails import send_waiting
from notifications.mail.checkpoints import write_checkpoint_mails
from notifications.tasks import checkpoint_mails
from tests.ledger.exported import signing
from tests.ledger.records import draft, written
from tests.ledger.story import KEY, ORIGIN, judged
from tests.notifications.conftest import Sink

DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-11-25T10:00:00Z", tick=False) as moved:
        yield moved


@pytest.fixture
def people(clock: Any, db: None) -> dict[str, User]:
    """An auditor, and a member who has asked for nothing."""
    made = {name: User.objects.create_person(email=f"{name}@example.org", name=name) for name in ("audrey", "mia")}
    appoint(user=made["audrey"], office=Office.AUDITOR, since=date(2026, 1, 1))
    return made


@pytest.fixture
def signer(people: dict[str, User], tmp_path: Path) -> Iterator[Path]:
    with signing(tmp_path / "mirror") as socket:
        yield socket


def grow(signer: Path) -> None:
    written(draft())
    seal_log(signer)


def got(people: dict[str, User]) -> dict[str, int]:
    """How many mails of a checkpoint each person was written."""
    mails = AccountMail.objects.filter(kind=MailKind.CHECKPOINT)
    return {name: mails.filter(user=user).count() for name, user in people.items()}


def test_each_day_on_which_the_log_grew_the_auditor_gets_one_and_others_if_they_ask(
    clock: Any, people: dict[str, User], signer: Path
) -> None:
    assert write_checkpoint_mails() == 0  # nothing is signed yet
    grow(signer)
    assert [write_checkpoint_mails(), write_checkpoint_mails()] == [1, 0]
    subscribe(people["mia"].pk, MailKind.CHECKPOINT, wanted=True)
    assert [write_checkpoint_mails(), got(people)] == [1, {"audrey": 1, "mia": 1}]
    AccountMail.objects.update(next_try=None, sent_at="2026-11-25T10:00Z")
    clock.shift(DAY)
    checkpoint_mails()
    assert got(people) == {"audrey": 1, "mia": 1}  # nothing was added
    grow(signer)
    assert write_checkpoint_mails() == 0  # it is published tomorrow
    subscribe(people["mia"].pk, MailKind.CHECKPOINT, wanted=False)
    clock.shift(DAY)
    checkpoint_mails()
    assert got(people) == {"audrey": 2, "mia": 1}


def test_a_saved_mail_is_a_pin_and_has_the_lines_of_the_witnesses(
    people: dict[str, User], signer: Path, sink: Sink, tmp_path: Path, capsys: Any
) -> None:
    grow(signer)
    Cosignature.objects.create(size=1, witness="w.example", line="— w.example AAAAAAAAAAAA", at="2026-11-25T10:00Z")
    checkpoint_mails()
    send_waiting()
    (mail,) = sink.mails
    body = mail.get_payload(decode=True)
    assert "\n— w.example AAAAAAAAAAAA\n" in body.decode().replace("\r\n", "\n")
    (tmp_path / "mail").write_bytes(body)
    export_log(tmp_path / "export")
    keyring = tmp_path / "keyring.json"
    keyring.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))]).json(), encoding="utf-8")
    words = ("log", tmp_path / "export", "--keyring", keyring, "--pin", tmp_path / "mail")
    assert judged(capsys, *words).rc == 0
