"""The log goes over to another key: two entries, one checkpoint with both signatures, and all that was signed stays valid."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from ledger import queries as ledger
from ledger.export import export_log
from ledger.keyring import Keyring, LogKey, read_keyring
from ledger.models import Checkpoint
from ledger.notes import log_key, read_note
from ledger.signer.mirror import Mirror
from ledger.signer.service import Desk, Service
from ledger.signer.signatures import LogSigner
from ledger.sync import seal_log
from tests.ledger.records import draft, written
from tests.ledger.story import KEY, ORIGIN, OTHER_KEY, judged

ADAM = "adam@society.example"
NEW = str(log_key(ORIGIN, OTHER_KEY))


@pytest.fixture
def ring(db: None, settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """The keyring of a deployment with one key, and Adam, its administrator."""
    appoint(
        user=User.objects.create_person(email=ADAM, name="Adam Keeper"),
        office=Office.ADMINISTRATOR,
        since=date(2024, 1, 1),
    )
    path = tmp_path / "keyring.json"
    path.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))]).json(), encoding="utf-8")
    settings.KEYRING_FILE = path
    yield path


def run(what: str, ring: Path, key: str = NEW) -> str:
    out = StringIO()
    call_command("log_key", what, key, "--by", ADAM, "--keyring", str(ring), stdout=out)
    return out.getvalue()


def sealed(folder: Path, *keys: Any) -> Checkpoint:
    """What a signer with these keys signs now; it goes on from its mirror."""
    mirror = Mirror(folder / "mirror", origin=ORIGIN)
    with Service(folder / "s", Desk(mirror, LogSigner(ORIGIN, keys))) as service:
        thread = Thread(target=service.serve_forever, args=(0.01,))
        thread.start()
        try:
            made = seal_log(folder / "s")
        finally:
            service.shutdown()
            thread.join()
            mirror.close()
    assert made is not None
    return made


def test_the_log_goes_over_to_another_key_and_its_history_stays_valid(ring: Path, tmp_path: Path, capsys: Any) -> None:
    written(draft())
    first = sealed(tmp_path, KEY)
    assert "both signatures" in run("begin", ring)
    with pytest.raises(CommandError, match="No checkpoint carries both signatures yet"):
        run("turn", ring)
    both = sealed(tmp_path, KEY, OTHER_KEY)
    assert (both.size, len(read_note(both.note).signatures)) == (2, 2)
    assert "From size 2 on" in run("turn", ring)
    written(draft())
    last = sealed(tmp_path, OTHER_KEY)
    assert [(each.since, each.until) for each in read_keyring(ring).log_keys] == [(0, 2), (2, None)]
    assert [(entry.type, entry.body["data"].get("size")) for entry in ledger.stream("system")[1:3]] == [
        ("log_key.begun", None),
        ("log_key.turned", 2),
    ]
    export_log(tmp_path / "export")
    for point in (first, both, last):
        (tmp_path / "pin").write_text(point.note, encoding="utf-8")
        found = judged(capsys, "log", tmp_path / "export", "--keyring", ring, "--pin", tmp_path / "pin")
        assert (found.rc, found.tamper, found.undecided) == (0, frozenset(), frozenset())


def test_after_the_turn_the_old_key_signs_nothing(ring: Path, tmp_path: Path, capsys: Any) -> None:
    run("begin", ring)
    sealed(tmp_path, KEY, OTHER_KEY)
    run("turn", ring)
    written(draft())
    sealed(tmp_path, KEY)
    export_log(tmp_path / "export")
    found = judged(capsys, "log", tmp_path / "export", "--keyring", ring)
    assert (found.rc, found.tamper) == (1, frozenset({"checkpoint-signature"}))


@pytest.mark.parametrize(
    ("what", "key", "said"),
    [
        ("begin", "nonsense", "not a key as the signer prints it"),
        ("begin", str(log_key("elsewhere.example", OTHER_KEY)), "not a key of the log"),
        ("begin", str(log_key(ORIGIN, KEY)), "has this key already"),
        ("turn", NEW, "No entry says that this key began"),
    ],
)
def test_what_is_no_new_key_of_this_log_is_refused(ring: Path, what: str, key: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(what, ring, key)
    assert ledger.stream("system") == []
