"""A backup that is not whole, not ours, or not to be trusted is refused in one sentence, and nothing is written."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from ledger import instance_guard
from ledger.checks import record_is_at_home
from ledger.models import LogHead
from operations import backup, postgres, restore_files
from operations.backup import BackupRefused, Manifest
from operations.models import Pulse
from operations.postgres import ProgramFailed

MANIFEST = {"origin": "localhost", "size": 0, "root": "", "made_at": "2026-03-02T09:00:00+00:00"}


@pytest.fixture
def folders(tmp_path: Path, settings: Any) -> tuple[Path, Path]:
    """Two folders that look like a backup of this record, of one file each."""
    settings.FILES_DIR = tmp_path / "store"
    folder, keys = tmp_path / "backup", tmp_path / "keys"
    for path, name in ((folder, "database.dump"), (keys, "keys.dump")):
        path.mkdir()
        (path / name).write_text("a dump")
    digest = dict(backup._digests(folder))["database.dump"]
    written = MANIFEST | {"files": {"database.dump": digest}, "keys": {"keys.dump": digest}}
    (folder / "manifest.json").write_text(json.dumps(written))
    return folder, keys


def _altered(folder: Path, keys: Path) -> None:
    (keys / "keys.dump").write_text("another dump")


def _unfinished(folder: Path, keys: Path) -> None:
    (folder / "manifest.json").unlink()


def _lost(folder: Path, keys: Path) -> None:
    (folder / "database.dump").unlink()


def _foreign(folder: Path, keys: Path) -> None:
    written = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(written | {"origin": "ethics.example.org"}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_altered, "keys.dump is missing or was altered: this backup is not to be trusted."),
        (_lost, "database.dump is missing or was altered: this backup is not to be trusted."),
        (_unfinished, "holds no finished backup."),
        (_foreign, "This is a backup of the record ethics.example.org, not of localhost."),
    ],
)
def test_a_backup_that_is_not_ours_or_not_whole_is_refused(
    folders: tuple[Path, Path], change: Callable[[Path, Path], None], said: str
) -> None:
    change(*folders)
    with pytest.raises(BackupRefused) as refused, restore_files.refill(*folders):
        pass
    assert str(refused.value).endswith(said)


def test_a_backup_needs_two_folders_that_are_new_and_apart(tmp_path: Path) -> None:
    for folder, keys in [(tmp_path, tmp_path / "k"), (tmp_path / "b", tmp_path / "b" / "k"), (tmp_path / "b",) * 2]:
        with pytest.raises(BackupRefused, match="two new folders"):
            backup.make_backup(folder, keys, mirror=None, now=datetime.now(UTC))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_cannot_be_dumped_is_none(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_DATABASE_URL", "")
    with pytest.raises(CommandError, match=r"This is no backup\. OWNER_DATABASE_URL is missing"):
        call_command("backup", str(tmp_path / "b"), str(tmp_path / "k"), stdout=StringIO())
    with pytest.raises(BackupRefused, match="no finished backup"):
        Manifest.read(tmp_path / "b")
    assert Pulse.objects.get(part="backup").fault == "backup-failed"


def test_a_password_reaches_postgresql_by_no_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgres://owner:s3cret@db.example:5433/site?sslmode=verify-full")
    assert postgres.as_owner() == {
        "PGDATABASE": "site", "PGUSER": "owner", "PGPASSWORD": "s3cret", "PGHOST": "db.example", "PGPORT": "5433",
        "PGSSLMODE": "verify-full",
    }  # fmt: skip


def test_a_program_that_is_missing_or_fails_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ProgramFailed, match="pg_dream is not installed"):
        postgres.program("pg_dream")
    with pytest.raises(ProgramFailed, match="pg_restore failed: pg_restore: error: could not open input file"):
        postgres.run("pg_restore", "--list", "/nowhere")


@pytest.mark.parametrize("words", [("one",), ("one", "two", "three")])
def test_restore_takes_both_folders_or_none(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="Name both folders"):
        call_command("restore", *words, "--mirror=/nowhere", stdout=StringIO())


def test_restore_needs_the_public_keys(settings: Any) -> None:
    settings.KEYRING_FILE = None
    with pytest.raises(CommandError, match="KEYRING_FILE is not set"):
        call_command("restore", "--mirror=/nowhere", keyring=None, stdout=StringIO())


def test_a_record_that_moved_is_served_by_nobody_until_it_is_settled(db: None) -> None:
    assert (instance_guard.is_at_home(), record_is_at_home(databases=["default"])) == (True, [])
    LogHead.objects.create(origin="localhost")
    assert instance_guard.is_at_home()
    LogHead.objects.update(home="another cluster")
    (fault,) = record_is_at_home(databases=["default"])
    assert (fault.id, fault.msg) == (
        "ledger.E002",
        "This database was restored or moved, and what it may lack was not put back.",
    )
    instance_guard.settle()
    assert record_is_at_home(databases=["default"]) == []


def test_a_connection_to_a_record_that_moved_is_closed_at_once(committed: None) -> None:
    LogHead.objects.create(origin="localhost", home="another cluster")
    another = DatabaseWrapper(connection.settings_dict, "default")
    with pytest.raises(instance_guard.NotAtHome):
        instance_guard._refuse_elsewhere(connection=another)
    assert another.connection is None
    instance_guard.settle()
    instance_guard._refuse_elsewhere(connection=another)
    assert another.connection is not None
    another.close()


def test_an_empty_database_is_at_home_before_its_tables_are_there(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_loghead RENAME TO elsewhere")
    assert instance_guard.is_at_home()
