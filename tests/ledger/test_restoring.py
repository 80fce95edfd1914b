"""A database restored from a backup goes on only from the signer's mirror, byte for byte."""

import json
from collections.abc import Callable
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Session
from ledger.export import export_log
from ledger.keyring import Keyring, LogKey
from ledger.models import Checkpoint, Entry, LogHead, Node
from ledger.notes import log_key
from ledger.restoring import PutBack, TailRefused, restore_tail
from ledger.sync import RecordDiffers, seal_log
from ledger.table_check import table_faults
from ledger.tiles import store_completed
from ledger.tree import Tree
from tests.ledger.exported import signing
from tests.ledger.records import case_stream, draft, superuser, written
from tests.ledger.story import KEY, ORIGIN, OTHER_KEY, judged

RING = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))])
STREAMS = ("system", case_stream(), case_stream())
FENCE = ("ledger_entry", "ledger_checkpoint")


def _write_and_sign(folder: Path, turns: int, size: int) -> None:
    for _ in range(turns):
        written(*(draft(STREAMS[at % 3]) for at in range(size)))
        with signing(folder) as socket:
            seal_log(socket)


def _back_to(size: int) -> None:
    """Make the database what its backup was: nobody but a superuser with the fence down can, as a restore does."""
    with superuser() as admin:
        for table in FENCE:
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        admin.execute("DELETE FROM ledger_entry WHERE log_index >= %s", [size])
        admin.execute("DELETE FROM ledger_checkpoint WHERE size > %s", [size])
        admin.execute("DELETE FROM ledger_streamhead")
        admin.execute(
            "INSERT INTO ledger_streamhead SELECT DISTINCT ON (stream) stream, seq, leaf FROM ledger_entry "
            "ORDER BY stream, seq DESC"
        )
        admin.execute("UPDATE ledger_loghead SET last_at = coalesce((SELECT max(at) FROM ledger_entry), '')")
        for table, name in product(FENCE, ("agrees", "final", "kept")):
            admin.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{name}")
    tree, leaves = Tree(), [bytes(leaf) for leaf in Entry.objects.order_by("log_index").values_list("leaf", flat=True)]
    tree.add(leaves)
    LogHead.objects.update(size=size, peaks=tree.peaks)
    Node.objects.all().delete()
    store_completed(leaves, size=size)


@pytest.mark.parametrize("kept", [0, 1, 200, 299, 300])
def test_shorter_restored_database_goes_on_from_the_mirror(
    committed: None, tmp_path: Path, capsys: Any, kept: int
) -> None:
    _write_and_sign(tmp_path / "mirror", 3, 100)
    before = list(Entry.objects.order_by("log_index").values_list("entry", flat=True))
    notes = list(Checkpoint.objects.values_list("size", "note"))
    lost = sum(size > kept for size, _ in notes)
    _back_to(kept)
    assert restore_tail(tmp_path / "mirror", RING) == PutBack(kept, 300 - kept, lost)
    assert list(Entry.objects.order_by("log_index").values_list("entry", flat=True)) == before
    assert (list(Checkpoint.objects.values_list("size", "note")), list(table_faults())) == (notes, [])
    _write_and_sign(tmp_path / "mirror", 1, 3)
    keyring = tmp_path / "keyring.json"
    keyring.write_text(RING.json(), encoding="utf-8")
    export_log(tmp_path / "export")
    verdict = judged(
        capsys, "log", tmp_path / "export", "--keyring", keyring, "--pin", tmp_path / "mirror" / "checkpoint"
    )
    assert (verdict.rc, LogHead.objects.get().size) == (0, 303)


def _refused(folder: Path, ring: Keyring = RING) -> str:
    before = Entry.objects.count(), Checkpoint.objects.count(), LogHead.objects.get().size
    with pytest.raises(TailRefused) as refusal:
        restore_tail(folder, ring)
    assert (Entry.objects.count(), Checkpoint.objects.count(), LogHead.objects.get().size) == before
    return str(refusal.value)


def _lines(folder: Path, change: Callable[[list[bytes]], list[bytes]], name: str = "log.jsonl") -> None:
    path = folder / name
    path.write_bytes(b"".join(line + b"\n" for line in change(path.read_bytes().splitlines())))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: [lines[1], lines[0], *lines[2:]], "Entry 0 of the mirror is not the one of the tables"),
        (lambda lines: lines[:2], "The mirror holds 2 entries and the tables 4"),
        (lambda lines: [*lines[:4], *lines[5:]], "does not go on from its stream"),
        (lambda lines: [*lines[:-1], b"{}"], "Line 8 of the mirror is not an entry"),
        (
            lambda lines: [*lines[:-1], lines[-1].replace(b'"role":"clock"', b'"role":"other"')],
            "is not of these entries",
        ),
    ],
    ids=["swapped", "shorter", "one missing", "no entry", "rewritten"],
)
def test_a_mirror_that_does_not_go_on_from_the_backup_is_refused_whole(
    committed: None, tmp_path: Path, change: Any, said: str
) -> None:
    _write_and_sign(tmp_path, 2, 4)
    _back_to(4)
    _lines(tmp_path, change)
    assert said in _refused(tmp_path)


def test_a_mirror_that_the_logs_own_key_has_not_signed_is_refused(committed: None, tmp_path: Path) -> None:
    _write_and_sign(tmp_path, 2, 4)
    _back_to(4)
    other = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, OTHER_KEY))])
    assert _refused(tmp_path, other) == "The checkpoint of 4 entries is not signed by a key of this log."
    _lines(tmp_path, lambda _: [json.dumps("nothing").encode()], "signed.jsonl")
    assert _refused(tmp_path).startswith("A checkpoint of the mirror cannot be trusted: ")
    _lines(tmp_path, lambda _: [], "signed.jsonl")
    assert _refused(tmp_path) == "Nothing in the mirror was signed: nobody vouches for it."


def test_a_line_that_lost_its_end_in_a_power_cut_is_left_out(committed: None, tmp_path: Path) -> None:
    _write_and_sign(tmp_path, 1, 4)
    _back_to(2)
    with (tmp_path / "log.jsonl").open("ab") as log:
        log.write(b'{"actor":')
    assert restore_tail(tmp_path, RING) == PutBack(2, 2, 1)


def test_one_command_makes_a_restored_installation_whole_and_signs_everybody_out(
    committed: None, tmp_path: Path, settings: Settings
) -> None:
    settings.KEYRING_FILE = tmp_path / "keyring.json"
    settings.KEYRING_FILE.write_text(RING.json(), encoding="utf-8")
    _write_and_sign(tmp_path / "mirror", 2, 3)
    _back_to(3)
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
    with signing(tmp_path / "mirror") as socket, pytest.raises(RecordDiffers):
        seal_log(socket)
    said = StringIO()
    call_command("ledger_restore_tail", str(tmp_path / "mirror"), stdout=said)
    assert said.getvalue().startswith("Put back: 3 entries and 1 checkpoint. Ended: 1 session.")
    with signing(tmp_path / "mirror") as socket:
        assert seal_log(socket) is not None
    assert Session.objects.count() == 0
    _lines(tmp_path / "mirror", lambda lines: lines[:1])
    told = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("ledger_restore_tail", str(tmp_path / "mirror"), stderr=told)
    assert (ended.value.code, told.getvalue().startswith("Nothing was put back. The mirror holds 1 entries")) == (
        1,
        True,
    )
    with pytest.raises(CommandError, match="Nothing was put back"):
        call_command("ledger_restore_tail", str(tmp_path / "missing"))
