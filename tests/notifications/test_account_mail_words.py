"""What a mail of every kind says: whose it is, what it is about, and what to do next."""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from accounts.mails import MailKind, write_mail
from accounts.models import User
from notifications.dispatch.account_mails import send_waiting
from policy.actions import publish_editions
from tests.notifications.conftest import Sink
from tests.policy.books import GUILD

MORNING = "2026-11-25T10:00:00Z"


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(MORNING, tick=False) as moved:
        yield moved


@pytest.fixture
def mia(db: None) -> User:
    return User.objects.create_person(email="mia@example.org", name="Mia Member", password="four unrelated words")


def words(mail: Any) -> str:
    return str(mail.get_payload(decode=True).decode().replace("\r\n", "\n"))


NEXT = {
    MailKind.RESET: ("Choose a new password", "Open this link to choose one. It works once, within an hour:"),
    MailKind.SIGN_IN_CHANGED: ("The way you sign in was changed", "If you did not, choose a new password now at"),
    MailKind.RECORD_IN_DOUBT: ("The record is in doubt", "Sign in and open this page. It says what to do:"),
    MailKind.OWN_SIGN_IN_ATTACKED: ("Somebody is trying to sign in as you", "You have nothing to do."),
    MailKind.SIGN_IN_ATTACKED: ("Sign-in is under attack", "Sign in and open this page."),
    MailKind.OATH_UNSIGNED: ("Please sign the oath", "Sign in, read it and sign it here:"),
    MailKind.INVITED: ("You are invited", "Open this link to choose a password. It works once, within seven days:"),
    MailKind.NAME_CORRECTED: ("Your name was corrected", "If the new name is wrong, tell "),
    MailKind.ADDRESS_CHANGE_ASKED: ("Your e-mail address is to be changed", "If this was not you, open this link"),
    MailKind.ADDRESS_CHANGED: (
        "Your e-mail address was changed",
        "If you did not ask for it, tell ",
    ),
    MailKind.LOST_FACTOR_REPORTED: ("Your second factor was reported lost", "If this was not you, open this link"),
    MailKind.SECOND_FACTOR_REMOVED: ("Set up another second factor", "and set up another."),
    MailKind.ACCOUNT_CHANGE_STOPPED: ("Somebody stopped a change of their account", "ask them in person"),
    MailKind.ACCOUNT_CLOSED: ("Your account was closed", "If you did not expect this, tell "),
    MailKind.SIGNATURE_WAITS: ("Something waits for your signature", "Sign in, read it, and sign or refuse it:"),
    MailKind.OFFICE_ENDED: ("One of your offices ends", "If you did not expect this, tell "),
    MailKind.STANDS_IN: ("You were chosen to stand in for somebody", "Sign in to see for whom, and on which days:"),
    MailKind.CHECKPOINT: ("The checkpoint of the record", "Keep this mail: "),
}


ALONE = [kind for kind in MailKind if kind is not MailKind.SOMETHING_WAITS]
"""The kinds that need nothing besides; the other leaves only while something waits (test_waiting_mails)."""


def renamed(folder: Path) -> Path:
    """Return the guild's books under a name that needs care in a mail and in HTML."""
    code = Path(shutil.copytree(GUILD, folder)) / "code.toml"
    code.write_text(code.read_text().replace('"Guild of Lantern Keepers"', '"Guild of Lantern & Lamp Keepers"'))
    return folder


@pytest.mark.parametrize("kind", ALONE)
def test_a_mail_of_every_kind_names_the_society_and_says_what_to_do(
    kind: MailKind, mia: User, sink: Sink, settings: Settings, tmp_path: Path
) -> None:
    publish_editions(folder=renamed(tmp_path / "guild"))
    settings.BASE_URL, settings.MAIL_DOMAIN = "https://ethics.guild.example", "ethics.guild.example"
    about, then = NEXT[kind]
    write_mail(mia.pk, kind)
    send_waiting()
    (mail,) = sink.mails
    text = words(mail)
    assert str(make_header(decode_header(mail["Subject"]))) == f"{about} – Guild of Lantern & Lamp Keepers"
    assert mail["From"] == "Guild of Lantern & Lamp Keepers <oathbound@localhost>"
    assert (then in text, "Mia" in text, "\n\n\n" in text, text.strip()[-8:]) == (True, False, False, "by mail.")
    assert text.partition(".")[0].count(" Guild of Lantern & Lamp Keepers") == 1
    assert "\n\nGuild of Lantern & Lamp Keepers\nThis mail was sent by a program." in text
    links = [word for word in text.split() if word.startswith("http")]
    assert [link for link in links if not link.startswith("https://ethics.guild.example/")] == []
    assert re.fullmatch(r"<[0-9a-f]{32}@ethics\.guild\.example>", mail["Message-ID"])
    assert parsedate_to_datetime(mail["Date"]) == datetime.fromisoformat(MORNING)


TELLING = {
    MailKind.SIGN_IN_CHANGED,
    MailKind.NAME_CORRECTED,
    MailKind.ADDRESS_CHANGED,
    MailKind.SECOND_FACTOR_REMOVED,
    MailKind.ACCOUNT_CLOSED,
    MailKind.OFFICE_ENDED,
}


@pytest.mark.parametrize("kind", ALONE)
def test_a_mail_that_asks_somebody_to_tell_the_society_says_how(
    kind: MailKind, mia: User, sink: Sink, settings: Settings
) -> None:
    settings.CONTACT = "020 7946 0123, office@guild.example"
    publish_editions(folder=GUILD)
    write_mail(mia.pk, kind)
    send_waiting()
    (mail,) = sink.mails
    how = "tell Guild of Lantern Keepers: 020 7946 0123, office@guild.example"
    assert (how in words(mail), " tell " in words(mail)) == (kind in TELLING, kind in TELLING)
