"""A backup of a database, its files and the signer's mirror; and it goes into no database that somebody uses or filled."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from typing import Any

import psycopg
import pytest
from django.db import connection

from config import backup, postgres, refilling
from config.backup import BackupRefused, Manifest, make_backup
from tests import stage


@pytest.fixture
def made(committed: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Manifest:
    """A backup of this run's database, with one sealed file and the three files of a mirror."""
    name = connection.settings_dict["NAME"]
    monkeypatch.setenv("OWNER_DATABASE_URL", stage.Services.start().database_url("owner", name))
    settings.FILES_DIR = tmp_path / "store"
    for path in (tmp_path / "store" / "ab" / "sealed", tmp_path / "store" / "begun" / "half"):
        path.parent.mkdir(parents=True)
        path.write_text("sealed")
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
