"""docs/how-to/witness.md, followed as it is written: two societies become witnesses, and the verifier counts them."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from pytest_django import Settings

from config.env import BASE_DIR
from ledger import tasks
from ledger.keyring import Keyring, LogKey
from ledger.models import Checkpoint, Entry
from ledger.notes import Head, Note, VerifierKey, log_key, sign
from ledger.receipts import receipt_of
from ledger.sync import seal_log
from ledger.witness.client import add_checkpoint, trust
from operations.doctor import services
from tests.coverage_env import coverage_environment
from tests.ledger.exported import signing
from tests.ledger.records import draft, written
from tests.ledger.story import KEY, ORIGIN, judged

GUIDE = BASE_DIR / "docs" / "how-to" / "witness.md"
COMMAND = re.compile(r"^    (.+)$", re.MULTILINE)


def commands(heading: str) -> list[str]:
    """The commands under a heading of the guide."""
    section = GUIDE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return COMMAND.findall(section)


@dataclass
class Society:
    """A partner who follows the guide in a folder of their own."""

    folder: Path
    name: str
    key: VerifierKey
    url: str
    running: "subprocess.Popen[str]"

    @property
    def certificate(self) -> Path:
        return self.folder / "tls.pem"


@contextmanager
def following(folder: Path, name: str) -> Iterator[Society]:
    """Do what the guide says, on this machine and on a free port; the certificate is for localhost."""
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(BASE_DIR), **coverage_environment()}

    def words(command: str) -> list[str]:
        said = command.replace("VKEY", str(log_key(ORIGIN, KEY))).replace("0.0.0.0:8443", "127.0.0.1:0")
        said = said.replace("HOST", name if " --name " in said else "localhost")
        return [sys.executable if word == "python" else word for word in shlex.split(said)]

    make_key, make_certificate = commands("Key and certificate")
    shown = subprocess.check_output(words(make_key), cwd=folder, env=environment, text=True)
    subprocess.run(words(make_certificate), cwd=folder, env=environment, check=True, capture_output=True)
    (start,) = commands("Start")
    running = subprocess.Popen(words(start), cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    url = running.stderr.readline().split()[-1].replace("127.0.0.1", "localhost")
    try:
        yield Society(folder, name, VerifierKey.read(shown), url, running)
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
    assert running.returncode == 0


@dataclass
class Installation:
    """A signed record, what it tells its witnesses, and what it hands out."""

    folder: Path
    receipt: Path

    def told(self, settings: Settings, *societies: Society) -> None:
        """Do what "Tell the log's operator" says."""
        ring = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))], [each.key for each in societies])
        settings.KEYRING_FILE = self.folder / "keyring.json"
        settings.KEYRING_FILE.write_text(ring.json(), encoding="utf-8")
        settings.WITNESS_URLS = [each.url for each in societies]
        settings.WITNESS_CA_FILE = self.folder / "witnesses.pem"
        settings.WITNESS_CA_FILE.write_bytes(b"".join(each.certificate.read_bytes() for each in societies))
        with (self.folder / "policy").open("w", encoding="utf-8") as file:
            call_command("ledger_policy", stdout=file)

    def verdicts(self, capsys: Any, *more: str | Path) -> list[tuple[int, frozenset[str], frozenset[str]]]:
        """What the verifier says of the log and of a receipt, with a policy of two witnesses."""
        call_command("ledger_export", self.folder / "export")
        (entry,) = Entry.objects.filter(log_index=0)
        text = receipt_of(entry.id)
        assert text is not None
        self.receipt.write_text(text, encoding="utf-8")
        pin = more or ("--pin", self.folder / "export" / "checkpoint")
        words = ("--keyring", self.folder / "keyring.json", "--policy", self.folder / "policy", "--need-witness", "2")
        found = [
            judged(capsys, what, path, *words, *pin)
            for what, path in (("log", self.folder / "export"), ("receipt", self.receipt))
        ]
        return [(each.rc, each.tamper, each.undecided) for each in found]


@pytest.fixture
def installation(db: None, tmp_path: Path) -> Iterator[Installation]:
    """A record of two entries, signed."""
    cache.clear()
    with signing(tmp_path / "mirror") as socket:
        written(draft(), draft())
        seal_log(socket)
        yield Installation(tmp_path, tmp_path / "receipt")
    cache.clear()


@pytest.fixture
def societies(tmp_path: Path) -> Iterator[list[Society]]:
    with following(tmp_path / "one", "one.example") as one, following(tmp_path / "two", "two.example") as two:
        yield [one, two]


Judged = tuple[int, frozenset[str], frozenset[str]]
PROVEN: Judged = (0, frozenset(), frozenset())
MISSING: Judged = (2, frozenset(), frozenset({"missing-witness", "policy-unmet"}))


def test_two_societies_that_follow_the_guide_make_a_record_proven(
    installation: Installation, societies: list[Society], settings: Settings, capsys: Any
) -> None:
    installation.told(settings, *societies)
    assert list(services.witnesses()) == []
    assert installation.verdicts(capsys) == [MISSING] * 2
    tasks.cosign()
    assert installation.verdicts(capsys) == [PROVEN] * 2
    (state,) = (societies[0].folder / "state").glob("*.checkpoint")
    assert installation.verdicts(capsys, "--pin", state) == [PROVEN] * 2
    assert (
        "2 witnesses: one.example, two.example"
        in judged(
            capsys, "receipt", installation.receipt, "--keyring", installation.folder / "keyring.json", "--pin", state
        ).words
    )


def test_a_society_that_was_shown_another_history_refuses_and_the_verifier_says_so(
    installation: Installation, societies: list[Society], settings: Settings, capsys: Any
) -> None:
    one, two = societies
    head = Head(ORIGIN, 2, bytes(32))
    forged = str(Note(head.text, [sign(head.text, name=ORIGIN, key=KEY)]))
    assert add_checkpoint(two.url, f"old 0\n\n{forged}", trust(two.certificate)).status == 200
    installation.told(settings, *societies)
    tasks.cosign()
    assert installation.verdicts(capsys) == [MISSING] * 2
    assert (Checkpoint.objects.get().size, one.name) == (2, "one.example")
    (state,) = (two.folder / "state").glob("*.checkpoint")
    log, receipt = installation.verdicts(capsys, "--pin", state)
    assert (log[0], "split-view" in log[1], receipt[0], receipt[1]) == (1, True, 1, frozenset({"split-view"}))
