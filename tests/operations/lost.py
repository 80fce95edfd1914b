"""An installation that lost what came after its backup, while its signer kept it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from ledger.keyring import Keyring, LogKey
from ledger.notes import log_key
from ledger.sync import seal_log
from operations.restore_record import Restored
from tests.ledger.exported import signing
from tests.ledger.story import KEY, ORIGIN

RING = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))])
type Run = Callable[[], tuple[int, list[str], str]]


NOTHING = (0,) * 9


def counts(done: Restored) -> tuple[int, ...]:
    """Entries, checkpoints, sessions, cases that follow, lost and destroyed ones; rows of members, those lost, words lost."""
    right = done.right
    members = (right.members.rows, len(right.members.lost), len(right.unshown))
    return (
        done.back.entries, done.back.checkpoints, done.sessions, right.cases, right.lost, right.destroyed, *members,
    )  # fmt: skip


@contextmanager
def lost_but_signed(mirror: Path) -> Iterator[None]:
    """Have the signer keep what is done, and the tables lose it: they are then those of a backup from before."""
    with signing(mirror) as socket:
        seal_log(socket)
        backup = transaction.savepoint_create()
        yield
        seal_log(socket)
    transaction.savepoint_rollback(backup)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command on what the signer kept: its exit code, its lines, and what it said of a fault."""
    ring = tmp_path / "keyring.json"
    ring.write_text(RING.json(), encoding="utf-8")

    def restored() -> tuple[int, list[str], str]:
        out, err = StringIO(), StringIO()
        try:
            call_command("restore", mirror=tmp_path / "mirror", keyring=ring, stdout=out, stderr=err)
        except CommandError as refused:
            return 1, out.getvalue().splitlines(), str(refused)
        return 0, out.getvalue().splitlines(), err.getvalue()

    return restored


def judged(keyring: Path) -> tuple[list[str], list[str]]:
    """What the verifier finds wrong in the record as it stands now, and what it leaves undecided."""
    out = StringIO()
    with suppress(SystemExit):
        call_command("ledger_verify", "--json", keyring=keyring, stdout=out)
    found = json.loads(out.getvalue())
    return [message for _, message in found["tamper"]], [code for code, _ in found["undecided"]]
