"""Each test of the vault has a store of its own and, where it asks, a key-encryption key of its own."""

import tempfile
from pathlib import Path

import pytest
from pytest_django import Settings

from vault.keys import make_kek


@pytest.fixture(autouse=True)
def store_folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store, and an empty folder for whatever would be spooled."""
    folder, spool = tmp_path / "files", tmp_path / "spool"
    folder.mkdir()
    spool.mkdir()
    settings.FILES_DIR = folder
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    return folder


@pytest.fixture
def kek(settings: Settings, tmp_path: Path) -> Path:
    """A pair made for this test; the path of its private half."""
    path = tmp_path / "kek"
    make_kek(path)
    settings.KEK_FILE, settings.KEK_PUBLIC = path, bytes.fromhex((tmp_path / "kek.pub").read_text())
    return path
