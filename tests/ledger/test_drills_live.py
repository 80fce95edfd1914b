"""The drills on a live database and a live signer: rewritten rows, restored backups, power cuts, many writers."""

import os
import random
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection, transaction
from pytest_django import Settings

from ledger import tasks
from ledger.canonical import encode
from ledger.commitments import leaf_hash
from ledger.export import export_log
from ledger.models import Checkpoint, Cosignature, Entry
from ledger.receipts import receipt_of
from ledger.signer.client import Signer, SignerDown, SignerRefused
from ledger.sync import RecordDiffers, feed, seal_log
from ledger.table_check import table_faults
from tests.ledger.exported import signing
from tests.ledger.records import case_stream, draft, superuser, written
from tests.ledger.signing import Hand, as_the_signer, ring, started
from tests.ledger.story import judged
from tests.ledger.test_writers import write_and_give_up

KILLS = 4


@pytest.fixture
def signer(tmp_path: Path) -> Iterator[Hand]:
    """A signer in a process of its own."""
    with started(tmp_path / "signer", database=as_the_signer()) as hand:
        yield hand


def _proven(folder: Path, hand: Hand, capsys: Any) -> int:
    """How many entries an export proves, checked against the checkpoint the signer keeps."""
    keyring = folder / "keyring.json"
    keyring.write_text(ring(hand).json(), encoding="utf-8")
    size = export_log(folder / "export")
    words = ("--keyring", keyring, "--pin", hand.mirror / "checkpoint")
    verdict = judged(capsys, "log", folder / "export", *words)
    assert (verdict.rc, verdict.tamper, verdict.undecided) == (0, frozenset(), frozenset())
    return size


def test_row_rewritten_behind_the_triggers(committed: None, tmp_path: Path, signer: Hand) -> None:
    written(draft(), draft(), draft())
    seal_log(signer.socket, signer.secret)
    body = Entry.objects.get(log_index=2).body
    data = encode({**body, "role": "custodian"})
    with superuser() as admin:
        admin.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
        admin.execute("UPDATE ledger_entry SET entry = %s, leaf = %s WHERE log_index = 2", [data, leaf_hash(data)])
        admin.execute("UPDATE ledger_streamhead SET leaf = %s", [leaf_hash(data)])
        for name in ("agrees", "final", "kept"):
            admin.execute(f"ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_{name}")
    with pytest.raises(SignerRefused) as refused:
        seal_log(signer.socket, signer.secret)
    assert (refused.value.status, [code for code, _ in table_faults()]) == (422, ["head"])


def test_one_byte_of_a_row_rewritten_is_named(committed: None) -> None:
    written(draft(), draft())
    with superuser() as admin:
        admin.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
        admin.execute("UPDATE ledger_entry SET entry = set_byte(entry, 20, 65) WHERE log_index = 0")
        for name in ("agrees", "final", "kept"):
            admin.execute(f"ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_{name}")
    assert "row-rewritten" in {code for code, _ in table_faults()}


def test_an_old_backup_in_place_of_the_database_gets_no_signature(committed: None, signer: Hand) -> None:
    written(draft(), draft(), draft())
    seal_log(signer.socket, signer.secret)
    with superuser() as admin:
        admin.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
        admin.execute("DELETE FROM ledger_entry WHERE log_index > 1")
        admin.execute("UPDATE ledger_loghead SET size = 2")
        for name in ("agrees", "final", "kept"):
            admin.execute(f"ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_{name}")
    with pytest.raises(RecordDiffers, match="the signer holds 3 entries, the tables 2"):
        seal_log(signer.socket, signer.secret)


def test_peaks_that_were_changed_get_no_signature(db: None, tmp_path: Path) -> None:
    written(draft(), draft())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_loghead SET peaks = decode(repeat('00', 32), 'hex')")
    with signing(tmp_path) as socket, pytest.raises(RecordDiffers, match="is not the one of the tables"):
        seal_log(socket)


def test_another_deployments_signer_is_not_fed(db: None, tmp_path: Path, settings: Settings) -> None:
    settings.LOG_ORIGIN = "staging.example.org"
    with (
        signing(tmp_path) as socket,
        Signer(socket) as signer,
        pytest.raises(RecordDiffers, match="keeps the log localhost"),
    ):
        feed(signer)


def test_an_empty_log_is_not_signed(db: None, tmp_path: Path) -> None:
    with signing(tmp_path) as socket:
        assert seal_log(socket) is None


def test_a_long_log_goes_out_in_batches(db: None, tmp_path: Path) -> None:
    written(*(draft(data={"n": ["x" * 200] * 8}) for _ in range(700)))
    with signing(tmp_path) as socket:
        made = seal_log(socket)
        assert made is not None
        assert (made.size, seal_log(socket)) == (700, made)


@pytest.mark.parametrize("name", ["ledger_entry_final", "ledger_checkpoint_final"])
def test_missing_trigger_blocks_the_start(db: None, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name} ON {name.rpartition('_')[0]}")
    faults = run_checks(tags=[Tags.database], databases=["default"])
    assert [fault.id for fault in faults if fault.id == "ledger.E001"] == ["ledger.E001"]


def _said() -> list[str]:
    faults = run_checks(tags=[Tags.database], databases=["default"])
    return [str(fault.msg) for fault in faults if fault.id == "ledger.E003"]


def test_an_origin_shared_with_another_environment_blocks_the_start(
    db: None, tmp_path: Path, settings: Settings
) -> None:
    settings.SIGNER_SOCKET = tmp_path / "nobody"
    written(draft())
    assert _said() == []
    with signing(tmp_path / "theirs") as socket, Signer(socket) as talk:
        settings.SIGNER_SOCKET = socket
        assert _said() == []
        talk.extend(0, [bytes(Entry.objects.get().entry)])
        assert _said() == []
        settings.LOG_ORIGIN = "staging.example.org"
        assert _said() == ["This database holds the record localhost, not staging.example.org."]
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_loghead SET origin = 'staging.example.org'")
        assert _said() == ["The signer keeps the record localhost, not staging.example.org."]
        settings.LOG_ORIGIN = "localhost"
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_loghead SET origin = 'localhost', size = 0")
        assert _said() == ["The signer holds 1 entries of localhost, and this database 0."]


def test_another_history_under_the_same_name_blocks_the_start(db: None, tmp_path: Path, settings: Settings) -> None:
    with signing(tmp_path) as socket, Signer(socket) as talk:
        settings.SIGNER_SOCKET = socket
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            (theirs,) = written(draft())
            talk.extend(0, [bytes(theirs.entry)])
            raise ZeroDivisionError
        written(draft())
        assert _said() == ["The signer keeps another history under the name localhost than this database."]


@pytest.mark.parametrize("table", ["ledger_checkpoint", "ledger_cosignature", "ledger_anchor"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET size = 7", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_signed_is_as_final_as_the_log_even_for_a_superuser(
    committed: None, tmp_path: Path, table: str, statement: str
) -> None:
    written(draft())
    with signing(tmp_path) as socket:
        seal_log(socket)
    Cosignature.objects.create(size=1, witness="w", line="-", at="2026-01-01T00:00Z")
    with superuser() as admin:
        admin.execute("INSERT INTO ledger_anchor (size, authority, token, at) VALUES (1, 'a', '', now())")
        admin.execute("SET session_replication_role = replica")
        with pytest.raises(Exception, match="append-only"):
            admin.execute(statement.format(table))


def test_signer_restarts_from_its_mirror(committed: None, tmp_path: Path, signer: Hand, capsys: Any) -> None:
    for _ in range(3):
        written(draft(), draft(case_stream()))
        seal_log(signer.socket, signer.secret)
        signer.kill()
        signer.start()
    seal_log(signer.socket, signer.secret)
    assert _proven(tmp_path, signer, capsys) == 6


def test_while_the_signer_is_down_writing_goes_on_and_receipts_wait(
    committed: None, tmp_path: Path, signer: Hand, capsys: Any, settings: Settings
) -> None:
    settings.SIGNER_SOCKET, settings.SIGNER_SECRET_FILE = signer.socket, signer.secret
    signer.stop()
    (entry,) = written(draft())
    tasks.seal()
    assert (receipt_of(entry.id), Checkpoint.objects.count()) == (None, 0)
    with pytest.raises(SignerDown):
        seal_log(signer.socket, signer.secret)
    signer.start()
    tasks.seal()
    assert receipt_of(entry.id) is not None
    assert _proven(tmp_path, signer, capsys) == 1


def test_4_writers_with_30_percent_rollbacks_leave_no_gap(
    committed: None, tmp_path: Path, signer: Hand, capsys: Any
) -> None:
    streams = ["system", case_stream(), case_stream()]
    with ThreadPoolExecutor(4) as pool:
        kept = sum(pool.map(lambda seed: write_and_give_up(streams, seed), range(4)))
    seal_log(signer.socket, signer.secret)
    assert (_proven(tmp_path, signer, capsys), list(table_faults())) == (kept, [])


def test_kill_9_between_commit_and_signer(committed: None, tmp_path: Path, signer: Hand, capsys: Any) -> None:
    """The process that has written dies before it has told anybody: the next round of feeding finds its entries."""
    for turn in range(KILLS):
        child = os.fork()
        if child == 0:
            connection.connect()
            written(draft(), draft())
            os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)
        made = seal_log(signer.socket, signer.secret)
        assert made is not None
        assert made.size == 2 * (turn + 1)
    assert _proven(tmp_path, signer, capsys) == 2 * KILLS


def test_kill_9_between_fsync_and_reply(committed: None, tmp_path: Path, signer: Hand, capsys: Any) -> None:
    """The signer dies at any moment of a conversation: what it signed holds, and nothing is lost or signed twice."""
    chance = random.Random(7)
    for _ in range(KILLS):
        written(*(draft() for _ in range(5)))
        killer = subprocess.Popen(["sh", "-c", f"sleep {chance.random() * 0.05}; kill -9 {signer.running.pid}"])  # type: ignore[union-attr]
        try:
            seal_log(signer.socket, signer.secret)
        except (SignerDown, ConnectionError) as cut:
            assert cut is not None
        killer.wait()
        signer.kill()
        signer.start()
    made = seal_log(signer.socket, signer.secret)
    assert made is not None
    assert (_proven(tmp_path, signer, capsys), made.size) == (5 * KILLS, 5 * KILLS)
    assert all(receipt_of(entry.id) for entry in Entry.objects.all())


def test_a_doubt_is_logged_and_stops_nothing(db: None, tmp_path: Path, settings: Settings) -> None:
    written(draft())
    with signing(tmp_path) as socket, Signer(socket) as talk:
        settings.SIGNER_SOCKET = socket
        talk.extend(0, [bytes(Entry.objects.get().entry)])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_loghead SET size = 0, peaks = ''")
        tasks.seal()
    assert Checkpoint.objects.count() == 0


def test_the_log_ticks_once_a_day(db: None) -> None:
    tasks.tick()
    tasks.tick()
    assert [(entry.type, entry.stream) for entry in Entry.objects.all()] == [("system.tick", "system")]
