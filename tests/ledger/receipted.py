"""A report in a sealed log, its receipt in either form, and what somebody might do to the file."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from ledger.canonical import decode, encode
from ledger.entries import b64
from ledger.keyring import Keyring, LogKey
from ledger.models import Entry
from ledger.notes import log_key
from ledger.receipts import Opening, receipt_of
from ledger.sync import seal_log
from tests.ledger.exported import recorded, signing
from tests.ledger.story import KEY, ORIGIN, Told, Writer


class Given:
    """A report in a sealed log, its receipt, and a keyring."""

    def __init__(self, folder: Path, told: Told, writer: Writer) -> None:
        self.folder, self.told, self.writer = folder, told, writer
        self.entry = Entry.objects.get(id=told.report)
        self.ring = folder / "keyring.json"
        self.ring.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))]).json(), encoding="utf-8")

    def receipt(self, *, with_text: bool = True) -> str:
        words = [each for each in self.writer.openings if each["id"] == self.told.report] if with_text else []
        openings = [Opening(each["field"], base64.b64decode(each["salt"]), each["value"]) for each in words]
        text = receipt_of(self.entry.id, openings)
        assert text is not None
        return text

    def file(self, text: str | bytes) -> Path:
        path = self.folder / "report.tlog-proof"
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return path

    def changed(self, change: Callable[[dict[str, Any]], None]) -> str:
        """The receipt with something else in its extra data."""
        lines = self.receipt().split("\n")
        extra: Any = decode(base64.b64decode(lines[1].removeprefix("extra ")))
        change(extra)
        lines[1] = "extra " + b64(encode(extra))
        return "\n".join(lines)


@pytest.fixture
def case(db: None, tmp_path: Path, settings: Settings) -> Given:
    """The story, signed."""
    told, writer = recorded()
    with signing(tmp_path / "mirror") as socket:
        seal_log(socket)
    made = Given(tmp_path, told, writer)
    settings.KEYRING_FILE = made.ring
    return made
