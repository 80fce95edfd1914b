"""On a running house: whoever reaches the signer's socket gets no signature over an entry that the database does not have."""

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
from uuid import uuid4

import psycopg
import pytest

from config.house import OWNING, SIGNING
from ledger.commitments import leaf_hash
from ledger.entries import Draft, entry_bytes, moment, read_entry
from ledger.signer.client import Signer, SignerDown, SignerRefused
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
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[live.LiveStack]:
    """A running house of the demonstration's people."""
    folder = tmp_path_factory.mktemp("signer") / "house"
    with live.stack(stage.Services.start(), folder, "signer socket", SETTLED) as running:
        until(lambda: signed(running) == size(running) > 0, "a checkpoint over all that is recorded")
        yield running


def until(seen: Callable[[], bool], what: str) -> None:
    late = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < late, f"did not come: {what}"
        time.sleep(0.2)


def rows(house: live.LiveStack, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(house.house.environment["DATABASE_URL"]) as served:
        return served.execute(statement).fetchall()


def size(house: live.LiveStack) -> int:
    return int(str(rows(house, "SELECT size FROM ledger_loghead")[0][0]))


def signed(house: live.LiveStack) -> int:
    return int(str(rows(house, "SELECT coalesce(max(size), 0) FROM ledger_checkpoint")[0][0]))


def made_up(house: live.LiveStack) -> bytes:
    """The next entry of the record, as a forger with the code would make it: it goes on from the last of its stream."""
    ((last,),) = rows(house, "SELECT entry FROM ledger_entry WHERE stream = 'system' ORDER BY seq DESC LIMIT 1")
    ((at,),) = rows(house, "SELECT at FROM ledger_entry ORDER BY log_index DESC LIMIT 1")
    seq = int(read_entry(bytes(last))["seq"]) + 1
    one = Draft(id=uuid4(), type="record.checked", stream="system", actor=uuid4(), role="clock")
    when = max(str(at), moment(datetime.now(UTC)))
    origin = house.house.plan.origin
    return entry_bytes(one, log=origin, seq=seq, prev=leaf_hash(bytes(last)), at=when, nonce=bytes(16))


def kept(house: live.LiveStack) -> dict[str, bytes]:
    """What the signer holds and has signed."""
    return {name: (house.house.plan.signer / "mirror" / name).read_bytes() for name in MIRRORED}


def told(house: live.LiveStack, process: str) -> dict[str, str]:
    """The environment of a process of the house."""
    (pid,) = [each.popen.pid for each in house.house.processes if each.name == process]
    lines = Path(f"/proc/{pid}/environ").read_text(encoding="utf-8").split("\0")
    return dict(line.split("=", 1) for line in lines if line)


def recorded(house: live.LiveStack) -> None:
    """Have something true recorded, and wait until it is signed."""
    before = size(house)
    house.manage("shell", "--no-imports", "-c", RECORD)
    assert size(house) == before + 1
    until(lambda: signed(house) == before + 1, "a checkpoint over a true entry")


RECORD = """
from uuid import uuid4
from django.db import transaction
from ledger.append import Draft, append
from ledger.tasks import seal
with transaction.atomic():
    append(Draft(id=uuid4(), type="system.tick", stream="system", actor=uuid4(), role="clock"))
seal.delay()
"""


def test_the_web_process_is_told_neither_where_the_signer_listens_nor_the_secret(house: live.LiveStack) -> None:
    assert not (SIGNING | OWNING) & set(told(house, "web"))
    assert not (SIGNING | OWNING) & set(told(house, "beat"))
    assert SIGNING & set(told(house, "worker")) == {"SIGNER_SOCKET", "SIGNER_SECRET_FILE"}


def test_a_process_of_the_webs_rights_gets_no_signature_over_a_made_up_entry(house: live.LiveStack) -> None:
    """It runs as the web's user and has found the socket; it does not have the secret. Then it has the secret too."""
    before, entry, count = kept(house), made_up(house), size(house)
    path = house.house.plan.signer_socket
    with pytest.raises(SignerDown, match="does not prove the shared secret"), Signer(path) as talk:
        talk.extend(count, [entry])
    with Signer(path, house.house.plan.signer / "secret") as talk:
        with pytest.raises(SignerRefused, match="the database does not have this entry"):
            talk.extend(count, [entry])
        assert talk.sign()[0].size == count
    assert kept(house) == before
    recorded(house)


def test_a_stranger_on_the_socket_is_refused_and_nothing_is_signed(house: live.LiveStack) -> None:
    before = kept(house)
    path = house.house.plan.signer_socket
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
    assert kept(house) == before
    recorded(house)
