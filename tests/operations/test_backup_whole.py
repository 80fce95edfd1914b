"""A backup of a database, its files and the signer's mirror; and it goes into no database that somebody uses or filled."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from threading import Timer
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import Session, User
from accounts.sessions import SessionStore
from ledger.nightly_result import record_check
from operations import backup, postgres, restore_files
from operations.backup import BackupRefused, Manifest, make_backup
from tests import stage
from tests.ledger.exported import signing
from tests.ledger.records import draft, written
from vault.compartments import Compartment, Kind, sealing_key
from vault.models import WrappedKey


@pytest.fixture
def made(committed: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Manifest:
    """A backup of this run's database: with a session, a wrapped key, one sealed file and the three files of a mirror."""
    name = connection.settings_dict["NAME"]
    monkeypatch.setenv("OWNER_DATABASE_URL", stage.Services.start().database_url("owner", name))
    settings.FILES_DIR = tmp_path / "store"
    for path in (tmp_path / "store" / "ab" / "sealed", tmp_path / "store" / "begun" / "half"):
        path.parent.mkdir(parents=True)
        path.write_text("sealed")
    session = SessionStore()
    session["who"] = "somebody"
    session.create()
    sealing_key(Compartment(subject=User.objects.clock().pk, kind=Kind.CASE))
    (tmp_path / "mirror").mkdir()
    for name in backup.MIRRORED:
        (tmp_path / "mirror" / name).write_text(name)
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return make_backup(tmp_path / "backup", tmp_path / "keys", mirror=tmp_path / "mirror", now=moment)


def test_a_backup_holds_files_and_mirror_and_a_digest_of_each(made: Manifest, tmp_path: Path) -> None:
    mirrored = [f"mirror/{name}" for name in sorted(backup.MIRRORED)]
    assert (list(made.files), list(made.keys)) == (["database.dump", "files/ab/sealed", *mirrored], ["keys.dump"])
    assert (made.origin, made.size, made.made_at) == ("localhost", 0, "2026-03-02T09:00:00+00:00")
    assert Manifest.read(tmp_path / "backup") == made
    made.verify(tmp_path / "backup", tmp_path / "keys")
    (tmp_path / "backup" / "files" / "ab" / "sealed").write_text("other")
    with pytest.raises(BackupRefused, match="files/ab/sealed is missing or was altered"):
        made.verify(tmp_path / "backup", tmp_path / "keys")


def test_a_backup_that_fails_at_its_last_step_leaves_neither_folder(made: Manifest, tmp_path: Path) -> None:
    """As where the disk is full: what was begun is in nobody's way, and the same command can be run again."""
    (tmp_path / "mirror" / "log.jsonl").unlink()
    folders = tmp_path / "new" / "backup", tmp_path / "new" / "keys"
    for words in ("holds no signer's record", "The signer has not signed anything yet"):
        with pytest.raises(BackupRefused, match=words):
            make_backup(*folders, mirror=tmp_path / "mirror", now=datetime.now(UTC))
        assert list((tmp_path / "new").iterdir()) == []
        (tmp_path / "mirror" / "log.jsonl").touch()
        (tmp_path / "mirror" / "signed.jsonl").write_text("")
    make_backup(*folders, mirror=None, now=datetime.now(UTC))


def backed_up(tmp_path: Path, name: str) -> list[str]:
    """Back up with the signer's folder, and return what the command said beyond how much there is."""
    out = StringIO()
    call_command("backup", str(tmp_path / name), str(tmp_path / f"{name} keys"), mirror=tmp_path / "signer", stdout=out)
    return out.getvalue().splitlines()[1:]


def test_a_backup_has_the_signer_take_all_and_says_what_a_restore_would_refuse(
    made: Manifest, settings: Any, tmp_path: Path
) -> None:
    written(draft(), draft())
    with signing(tmp_path / "signer") as settings.SIGNER_SOCKET:
        settings.SIGNER_SECRET_FILE = None
        assert backed_up(tmp_path, "whole") == []
    assert backup.entries_in(tmp_path / "whole" / "mirror") == 2
    record_check(person=User.objects.clock().pk, verify=1, replay=0)
    behind, in_doubt = backed_up(tmp_path, "behind")
    assert behind.startswith("The signer has not taken everything: its copy in this backup ends at entry 2 of 3,")
    assert in_doubt.startswith("The record has been in doubt since the check of ")


def restored(dump: Path) -> tuple[set[str], str]:
    """The tables whose rows a dump holds, and all that a restore of it would say to a database."""
    listed = postgres.run("pg_restore", "--list", dump)
    rows = {f"{one[0]}.{one[1]}" for one in re.findall(r" TABLE DATA (\S+) (\S+) ", listed)}
    return rows, postgres.run("pg_restore", "--file=-", dump)


def test_neither_the_wrapped_keys_nor_a_session_is_in_the_dump_of_the_database(made: Manifest, tmp_path: Path) -> None:
    (session,), (key,) = Session.objects.all(), WrappedKey.objects.all()
    data, said = restored(tmp_path / "backup" / "database.dump")
    keys, said_of_keys = restored(tmp_path / "keys" / "keys.dump")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('public', 'vault_keys')"
        )
        every = {name for (name,) in cursor.fetchall()}
    assert (keys, every - data - keys) == ({"vault_keys.wrapped_key"}, {"public.accounts_session"})
    assert data & keys == set()
    planted = (session.session_key, session.session_data, str(key.pk), bytes(key.wrapped).hex())
    assert [one in said for one in planted] == [False] * 4
    assert [one in said_of_keys for one in planted] == [False, False, True, True]


@pytest.fixture
def elsewhere(made: Manifest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty database for the serving role; its owner restores the backup into it."""
    place, name = stage.Services.start(), f"{connection.settings_dict['NAME']}_elsewhere"
    place.make_database(name)
    monkeypatch.setenv("OWNER_DATABASE_URL", place.database_url("owner", name))
    yield place.database_url("app", name)
    place.drop_database(name)


def refused(tmp_path: Path) -> str:
    """Why this backup is not put into the database."""
    with pytest.raises(BackupRefused) as reason, restore_files.refill(tmp_path / "backup", tmp_path / "keys"):
        pass
    return str(reason.value)


def tables() -> set[str]:
    """Return what somebody keeps in the database in which the backup is to go."""
    with postgres.connect() as owner:
        rows = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'vault_keys')")
        return {name for (name,) in rows.fetchall()}


def test_a_backup_goes_into_an_empty_database_that_nobody_uses(
    elsewhere: str, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_DIR = tmp_path / "elsewhere"
    monkeypatch.setattr(restore_files, "LEAVING_SECONDS", 0.1)
    with postgres.connect() as owner:
        owner.execute("CREATE TABLE kept (one integer)")
    serving = psycopg.connect(elsewhere)
    assert refused(tmp_path) == "Somebody is connected to the database: stop the installation first."
    monkeypatch.setattr(restore_files, "LEAVING_SECONDS", 30)
    Timer(0.2, serving.close).start()
    assert refused(tmp_path) == restore_files.FULL
    (tmp_path / "elsewhere" / "ab").mkdir(parents=True)
    (tmp_path / "elsewhere" / "ab" / "file").touch()
    assert refused(tmp_path) == "FILES_DIR holds files already: restore into an empty folder."
    assert tables() == {"kept"}
    assert [path.name for path in (tmp_path / "elsewhere").rglob("*")] == ["ab", "file"]


def test_a_restore_that_fails_leaves_nothing_and_can_be_run_again(
    elsewhere: str, settings: Any, tmp_path: Path
) -> None:
    store = settings.FILES_DIR = tmp_path / "elsewhere"
    folders = tmp_path / "backup", tmp_path / "keys"
    with pytest.raises(KeyboardInterrupt), restore_files.refill(*folders):
        assert (len(tables()) > 50, [path.name for path in store.rglob("*/*")]) == (True, ["sealed"])
        raise KeyboardInterrupt
    assert (tables(), list(store.iterdir())) == (set(), [])
    with restore_files.refill(*folders):
        restore_files.end_refilling()
    assert restore_files._BEGUN not in tables()
    assert refused(tmp_path) == "FILES_DIR holds files already: restore into an empty folder."
    assert len(tables()) > 50
