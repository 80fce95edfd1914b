"""A backup of a database, its files and the signer's mirror; and it goes into no database that somebody uses or filled."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from typing import Any

import psycopg
import pytest
from django.db import connection

from config import backup, refilling
from config.backup import BackupRefused, Manifest, make_backup
from tests import stage


@pytest.fixture
def url(committed: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of this run's database, as its owner, whom backups ask."""
    name = connection.settings_dict["NAME"]
    monkeypatch.setenv("OWNER_DATABASE_URL", stage.Services.start().database_url("owner", name))
    return stage.Services.start().database_url("app", name)


@pytest.fixture
def made(url: str, settings: Any, tmp_path: Path) -> Manifest:
    """A backup with one sealed file and the three files of a mirror."""
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


def test_a_backup_goes_into_an_empty_database_that_nobody_uses(
    made: Manifest, url: str, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_DIR = tmp_path / "elsewhere"
    monkeypatch.setattr(refilling, "LEAVING_SECONDS", 0.1)
    serving = psycopg.connect(url)
    with pytest.raises(BackupRefused, match="Somebody is connected to the database"):
        refilling.refill(tmp_path / "backup", tmp_path / "keys")
    monkeypatch.setattr(refilling, "LEAVING_SECONDS", 30)
    Timer(0.2, serving.close).start()
    with pytest.raises(BackupRefused, match="The database holds tables already"):
        refilling.refill(tmp_path / "backup", tmp_path / "keys")
    assert not settings.FILES_DIR.exists()
