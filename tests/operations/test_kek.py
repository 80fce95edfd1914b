"""`manage.py kek`: begin an epoch, rewrap every key, retire it, and report when an erasure is complete."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from ledger import queries as ledger
from operations.erasures import erasures
from tests.ledger.records import draft, written
from tests.vault.sealed import tell
from vault.compartments import sealing_key
from vault.destroying import destroy_keys
from vault.keys import CannotOpen, current_epoch, make_kek
from vault.models import WrappedKey
from vault.sealing import open_many

ADAM = "adam@society.example"
TEXT = {"narrative": "He promised it over lunch, siskin."}
type Kek = Callable[..., str]


@pytest.fixture
def kek(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kek:
    """The command as Adam, the administrator, gives it; each run is a process that started just now."""
    make_kek(tmp_path / "kek")
    monkeypatch.setenv("KEK_PUBLIC_FILE", str(tmp_path / "kek.pub"))
    settings.KEK_FILE = tmp_path / "kek"
    adam = User.objects.create_person(email=ADAM, name="Adam Keeper")
    appoint(user=adam, office=Office.ADMINISTRATOR, since=date(2024, 1, 1))

    def started() -> None:
        settings.KEK_PUBLIC = bytes.fromhex((tmp_path / "kek.pub").read_text())

    def run(*words: str) -> str:
        started()
        out = StringIO()
        call_command("kek", *words, "--by", ADAM, stdout=out)
        started()
        return out.getvalue()

    started()
    return run


def opened(told: Any) -> Any:
    """The narrative, as it opens now."""
    address = (told.entry_id, "narrative")
    return open_many(told.compartment, told.stream, [address])[address]


def test_after_a_rotation_old_and_new_texts_open_and_the_old_epoch_opens_nothing(
    kek: Kek, settings: Settings, as_app: None
) -> None:
    told, first = tell(TEXT), current_epoch()
    kek("begin")
    second = tell(TEXT, case=told.case)
    assert (opened(told), opened(second), kek("state").count("\n")) == (*TEXT.values(), *TEXT.values(), 2)
    with pytest.raises(CommandError, match="1 data keys are still wrapped"):
        kek("retire", first, "--restarted")
    assert kek("rewrap") == f"1 keys are wrapped to {current_epoch()} now.\n"
    kek("retire", first, "--restarted")
    assert (opened(told), opened(second), kek("state")) == (
        *TEXT.values(),
        *TEXT.values(),
        f"{current_epoch()} current\n",
    )
    assert settings.KEK_FILE.stat().st_mode & 0o777 == 0o600
    assert [entry.type for entry in ledger.stream("system")] == ["kek.begun", "kek.rewrapped", "kek.retired"]


def test_a_key_seals_after_a_rotation_unless_others_may_hold_the_old_one(kek: Kek) -> None:
    told = tell(TEXT)
    before = sealing_key(told.compartment).row.id
    kek("begin")
    kek("rewrap")
    assert sealing_key(told.compartment).row.id == before
    kek("begin", "--compromised")
    kek("rewrap", "--compromised")
    assert (sealing_key(told.compartment).row.id == before, opened(told)) == (False, TEXT["narrative"])
    assert ledger.stream("system")[-1].body["data"]["compromised"] is True


def test_what_a_backup_holds_of_an_erased_case_opens_until_its_epoch_is_retired(kek: Kek) -> None:
    told, first = tell(TEXT), current_epoch()
    (backup,) = WrappedKey.objects.filter(subject=told.case)
    destroy_keys(told.case)
    written(draft(told.stream, type="case.key_destroyed", data={"keys": 1}))
    with pytest.raises(KeyError):
        opened(told)
    kek("begin")
    kek("rewrap")
    WrappedKey.objects.bulk_create([backup])
    assert (opened(told), "not complete" in kek("erasures")) == (TEXT["narrative"], True)
    destroy_keys(told.case)
    kek("retire", first, "--restarted")
    backup.save(force_insert=True)
    with pytest.raises(CannotOpen):
        opened(told)
    (erasure,) = erasures()
    assert erasure.complete == ledger.stream("system")[-1].occurred
    assert f"{told.stream}: keys deleted on" in kek("erasures")
    assert "not complete" not in kek("erasures")


def test_an_erasure_after_two_epochs_waits_for_both(kek: Kek) -> None:
    first = current_epoch()
    kek("begin")
    second = current_epoch()
    written(draft(f"case/{uuid4()}", type="case.key_destroyed", data={"keys": 0}))
    kek("begin")
    kek("retire", first, "--restarted")
    assert [one.complete for one in erasures()] == [None]
    kek("retire", second, "--restarted")
    assert [one.complete for one in erasures()] == [ledger.stream("system")[-1].occurred]


def test_a_key_that_was_moved_is_named_and_stays_as_it_was(kek: Kek) -> None:
    mine, theirs, first = tell(TEXT), tell(TEXT), current_epoch()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vault_keys.wrapped_key SET subject = %s WHERE subject = %s", [mine.case, theirs.case])
    kek("begin")
    with pytest.raises(CommandError, match="1 keys do not open"):
        kek("rewrap")
    assert (opened(mine), WrappedKey.objects.filter(epoch=first).count()) == (TEXT["narrative"], 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retire",), "Name the epoch"),
        (("retire", "0" * 16), "Name the epoch"),
        (("retire", "0" * 16, "--restarted"), "KEK_FILE holds no epoch"),
        (("retire", "current", "--restarted"), "is the current epoch"),
    ],
)
def test_what_would_lose_something_is_refused_and_nothing_is_recorded(
    kek: Kek, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        kek(*(current_epoch() if word == "current" else word for word in words))
    assert ledger.stream("system") == []


def test_an_epoch_needs_both_halves_of_the_key_that_is_in_use(
    kek: Kek, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KEK_FILE = None
    with pytest.raises(CommandError, match="KEK_FILE is not set: this process may open nothing"):
        kek("begin")
    monkeypatch.setenv("KEK_PUBLIC_FILE", "")
    with pytest.raises(CommandError, match="KEK_PUBLIC_FILE is not set"):
        kek("begin")
    settings.KEK_PUBLIC = None
    with pytest.raises(ImproperlyConfigured, match="nothing can be sealed"):
        current_epoch()
    assert ledger.stream("system") == []


def test_only_an_administrator_begins_an_epoch(kek: Kek, settings: Settings) -> None:
    before = settings.KEK_FILE.read_text()
    User.objects.create_person(email="olaf@society.example", name="Olaf Nobody")
    with pytest.raises(CommandError, match="holds the office"):
        call_command("kek", "begin", "--by", "olaf@society.example", stdout=StringIO())
    assert settings.KEK_FILE.read_text() == before
