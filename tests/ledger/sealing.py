"""A signer beside a test: what stands in the record is signed when the test says so."""

from pathlib import Path

import pytest
from pytest_django import Settings

from ledger.keyring import Keyring, LogKey
from ledger.models import Checkpoint
from ledger.notes import log_key
from ledger.sync import seal_log
from tests.ledger.exported import signing
from tests.ledger.story import KEY, ORIGIN


class Seals:
    """The keyring of this deployment, and its signer while it is up."""

    def __init__(self, folder: Path) -> None:
        """Write the keyring."""
        self.folder, self.ring = folder, folder / "keyring.json"
        self.ring.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))]).json(), encoding="utf-8")

    def sign(self) -> Checkpoint:
        """Let the signer come up, sign what waits, and go down again."""
        with signing(self.folder / "mirror") as socket:
            made = seal_log(socket)
        assert made is not None
        return made


@pytest.fixture
def seals(settings: Settings, tmp_path: Path) -> Seals:
    """A signer that is down until it is asked."""
    made = Seals(tmp_path)
    settings.KEYRING_FILE = made.ring
    return made
