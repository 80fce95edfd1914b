"""On a running installation, reaching the signer's socket yields no signature over an entry the database does not have."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from ledger.commitments import leaf_hash
from ledger.entries import Draft, entry_bytes, moment, read_entry
from ledger.signer.client import Signer, SignerDown, SignerRefused
from local.stack import OWNING, SIGNING
from tests import live, stage
from tests.journeys.town import SETTLED

PATIENCE = 60
MIRRORED = ("log.jsonl", "signed.jsonl", "checkpoint")
ANOTHER_USER = """
import os, sys
sys.path.insert(0, "{here}")
from pathlib import Path
from ledger.signer.client import Signer
os.setgid(65534)
os.setuid(65534)
with Signer(Path({socket!r})) as talk:
    print(talk.sign())
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[live.LiveStack]:
    """A running installation of the demonstration's people."""
    folder = tmp_path_factory.mktemp("signer") / "site"
    with live.stack(stage.Services.start(), folder, "signer socket", SETTLED) as running:
        until(lambda: signed(running) == size(running) > 0, "a checkpoint over all that is recorded")
        yield running


def until(seen: Callable[[], bool], what: str) -> None:
    late = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < late, f"did not come: {what}"
        time.sleep(0.2)


def rows(running: live.LiveStack, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(running.local_stack.environment["DATABASE_URL"]) as served:
        return served.execute(statement).fetchall()


def size(running: live.LiveStack) -> int:
    return int(str(rows(running, "SELECT size FROM ledger_loghead")[0][0]))


def signed(running: live.LiveStack) -> int:
    return int(str(rows(running, "SELECT coalesce(max(size), 0) FROM ledger_checkpoint")[0][0]))


def made_up(running: live.LiveStack) -> bytes:
    """The next entry of the record, as a forger with the code would make it: it goes on from the last of its stream."""
    ((last,),) = rows(running, "SELECT entry FROM ledger_entry WHERE stream = 'system' ORDER BY seq DESC LIMIT 1")
    ((at,),) = rows(running, "SELECT at FROM ledger_entry ORDER BY log_index DESC LIMIT 1")
    seq = int(read_entry(bytes(last))["seq"]) + 1
    one = Draft(id=uuid4(), type="record.checked", stream="system", actor=uuid4(), role="clock")
    when = max(str(at), moment(datetime.now(UTC)))
    origin = running.local_stack.plan.origin
    return entry_bytes(one, log=origin, seq=seq, prev=leaf_hash(bytes(last)), at=when, nonce=bytes(16))


def kept(running: live.LiveStack) -> dict[str, bytes]:
    """What the signer holds and has signed."""
    return {name: (running.local_stack.plan.signer / "mirror" / name).read_bytes() for name in MIRRORED}


def told(running: live.LiveStack, process: str) -> dict[str, str]:
    """The environment of a process of the installation."""
    (pid,) = [each.popen.pid for each in running.local_stack.processes if each.name == process]
    lines = Path(f"/proc/{pid}/environ").read_text(encoding="utf-8").split("\0")
    return dict(line.split("=", 1) for line in lines if line)


def recorded(running: live.LiveStack) -> None:
    """Have something true recorded, and wait until it is signed."""
    before = size(running)
    running.manage("shell", "--no-imports", "-c", RECORD)
    assert size(running) == before + 1
    until(lambda: signed(running) == before + 1, "a checkpoint over a true entry")


RECORD = """
from uuid import uuid4
from django.db import transaction
from ledger.append import Draft, append
from ledger.tasks import seal
with transaction.atomic():
    append(Draft(id=uuid4(), type="system.tick", stream="system", actor=uuid4(), role="clock"))
seal.delay()
"""


def test_the_web_process_is_told_neither_where_the_signer_listens_nor_the_secret(running: live.LiveStack) -> None:
    assert not (SIGNING | OWNING) & set(told(running, "web"))
    assert not (SIGNING | OWNING) & set(told(running, "beat"))
    assert SIGNING & set(told(running, "worker")) == {"SIGNER_SOCKET", "SIGNER_SECRET_FILE"}


def test_a_process_of_the_webs_rights_gets_no_signature_over_a_made_up_entry(running: live.LiveStack) -> None:
    """It runs as the web's user and has found the socket; it does not have the secret. Then it has the secret too."""
    before, entry, count = kept(running), made_up(running), size(running)
    path = running.local_stack.plan.signer_socket
    with pytest.raises(SignerDown, match="does not prove the shared secret"), Signer(path) as talk:
        talk.extend(count, [entry])
    with Signer(path, running.local_stack.plan.signer / "secret") as talk:
        with pytest.raises(SignerRefused, match="the database does not have this entry"):
            talk.extend(count, [entry])
        assert talk.sign()[0].size == count
    assert kept(running) == before
    recorded(running)


def test_a_stranger_on_the_socket_is_refused_and_nothing_is_signed(running: live.LiveStack) -> None:
    before = kept(running)
    path = running.local_stack.plan.signer_socket
    for line in (b'{"op":"state"}', b'{"op":"sign"}', b"", b"\xff" * 1000, b"0" * 64 + b' {"op":"sign"}'):
        with socket.socket(socket.AF_UNIX) as talk:
            talk.connect(str(path))
            with suppress(BrokenPipeError):
                talk.sendall(line + b"\n")
            assert json.loads(talk.makefile("rb").readline())["status"] == 401
    code = ANOTHER_USER.format(here=Path.cwd(), socket=str(path))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "Permission denied" in ran.stderr if os.geteuid() == 0 else "not permitted" in ran.stderr
    assert kept(running) == before
    recorded(running)
