"""A backup of a database, its files and the signer's mirror; and it goes into no database that somebody uses or filled."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from typing import Any

import psycopg
import pytest
from django.db import connection

from accounts.models import Session, User
from accounts.sessions import SessionStore
from config import backup, postgres, refilling
from config.backup import BackupRefused, Manifest, make_backup
from tests import stage
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
    """The address of an empty database, as whoever serves reaches it; its owner is to put the backup there."""
    place, name = stage.Services.start(), f"{connection.settings_dict['NAME']}_elsewhere"
    place.make_database(name)
    monkeypatch.setenv("OWNER_DATABASE_URL", place.database_url("owner", name))
    yield place.database_url("app", name)
    place.drop_database(name)


def test_a_backup_goes_into_an_empty_database_that_nobody_uses(
    elsewhere: str, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_DIR = tmp_path / "elsewhere"
    monkeypatch.setattr(refilling, "LEAVING_SECONDS", 0.1)
    with postgres.connect() as owner:
        owner.execute("CREATE TABLE kept (one integer)")
    serving = psycopg.connect(elsewhere)
    with pytest.raises(BackupRefused, match="Somebody is connected to the database"):
        refilling.refill(tmp_path / "backup", tmp_path / "keys")
    monkeypatch.setattr(refilling, "LEAVING_SECONDS", 30)
    Timer(0.2, serving.close).start()
    with pytest.raises(BackupRefused, match="The database holds tables already"):
        refilling.refill(tmp_path / "backup", tmp_path / "keys")
    assert not settings.FILES_DIR.exists()
