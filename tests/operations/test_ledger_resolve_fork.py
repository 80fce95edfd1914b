"""`manage.py ledger_resolve_fork`: an administrator and the auditor sign for the way out of a fork, or nothing is done."""

import io
import sys
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import User
from accounts.offices import appoint
from accounts.pseudonyms import pseudonym
from accounts.second_factor import enrol_totp, totp_now
from accounts.vocabulary import Office
from ledger.forks import RESOLVED
from ledger.keyring import read_keyring
from ledger.models import Entry, LogHead
from tests.ledger import test_forks
from tests.ledger.story import ORIGIN
from tests.ledger.test_forks import NEW, VKEY, Forked

ADAM, AUDREY, PASSWORD = "adam@society.example", "audrey@society.example", "a password that nobody guesses"
NOBODY = "This address, password and code belong to nobody who may act. Nothing was done."
type Sign = Callable[..., str]

forked = test_forks.forked


@pytest.fixture
def secrets(db: None) -> dict[str, str]:
    """The secrets of the two officers' second factors."""
    made = {}
    for email, offices in ((ADAM, [Office.ADMINISTRATOR]), (AUDREY, [Office.AUDITOR])):
        user = User.objects.create_person(email=email, name=email.partition("@")[0], password=PASSWORD)
        for office in offices:
            appoint(user=user, office=office, since=date(2024, 1, 1))
        made[email] = enrol_totp(user)
    return made


@pytest.fixture
def sign(forked: Forked, secrets: dict[str, str], settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Sign:
    """The command, with what two people type; what is given differently replaces it."""
    settings.LOG_ORIGIN = NEW

    def run(typed: dict[int, str] | None = None, **changed: Any) -> str:
        lines = [line for email in (ADAM, AUDREY) for line in (PASSWORD, totp_now(secrets[email]), NEW)]
        lines = [(typed or {}).get(at, line) for at, line in enumerate(lines)]
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
        words = {"mirror": forked.mirror, "administrator": ADAM, "auditor": AUDREY, "keyring": forked.file(forked.ring)}
        out = StringIO()
        call_command("ledger_resolve_fork", VKEY, stdout=out, **words | changed)
        return out.getvalue()

    return run


def test_both_sign_and_the_keyring_names_the_old_and_the_new(sign: Sign, forked: Forked) -> None:
    assert sign().startswith(f"The record goes on as {NEW}. Start the signer with the new key and an empty copy")
    entry = Entry.objects.get(type=RESOLVED)
    adam, audrey = (User.objects.get(email=email) for email in (ADAM, AUDREY))
    assert (entry.body["actor"], entry.body["data"]["second"]) == (str(pseudonym(adam)), str(pseudonym(audrey)))
    ring = read_keyring(forked.folder / "keyring.json")
    assert (ring.origin, [each.origin for each in ring.former], ring.origin_of(3), ring.origin_of(4)) == (
        NEW, [ORIGIN], ORIGIN, NEW,
    )  # fmt: skip
    assert LogHead.objects.get().origin == NEW


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({0: "wrong"}, NOBODY),
        ({1: "000000"}, NOBODY),
        ({2: ORIGIN}, "That is another name. Nothing was done."),
        ({3: "wrong"}, NOBODY),
        ({4: "000000"}, NOBODY),
        ({5: ""}, "That is another name. Nothing was done."),
    ],
    ids=["his password", "his code", "another name", "her password", "her code", "no name"],
)
def test_unless_both_prove_who_they_are_and_type_the_name_nothing_is_done(
    sign: Sign, forked: Forked, typed: dict[int, str], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        sign(typed)
    assert (Entry.objects.count(), LogHead.objects.get().origin) == (4, ORIGIN)
    assert read_keyring(forked.folder / "keyring.json").former == ()


def test_who_is_both_cannot_sign_twice(sign: Sign) -> None:
    appoint(user=User.objects.get(email=ADAM), office=Office.AUDITOR, since=date(2024, 1, 1))
    with pytest.raises(CommandError, match="Two people sign this, and you named one"):
        sign(auditor=ADAM)


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_each_holds_the_office(sign: Sign, who: str) -> None:
    with pytest.raises(CommandError, match=f"holds the office {who} today"):
        sign(**{who: AUDREY if who == "administrator" else ADAM})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"keyring": None}, "KEYRING_FILE is not set"),
        ({"keyring": Path("/nowhere")}, "Nothing was done"),
        ({"mirror": Path("/nowhere")}, "Nothing was done"),
    ],
)
def test_what_cannot_be_read_is_said(sign: Sign, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        sign(**changed)


def test_a_keyring_that_cannot_be_written_leaves_the_record_as_it_was(sign: Sign, forked: Forked) -> None:
    copy = forked.folder / "read-only"
    copy.mkdir()
    ring = copy / "keyring.json"
    ring.write_text(forked.ring.json(), encoding="utf-8")
    ring.with_name(".keyring.json.new").mkdir()
    with pytest.raises(CommandError, match="Nothing was done"):
        sign(keyring=ring)
    assert (Entry.objects.count(), LogHead.objects.get().origin) == (4, ORIGIN)
