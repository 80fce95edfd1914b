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

from accounts.second_factor import totp_now
from ledger.commitments import leaf_hash
from ledger.entries import Draft, entry_bytes, moment, read_entry
from ledger.keyring import read_keyring
from ledger.signer.client import Signer, SignerDown, SignerRefused
from ledger.signer.keys import read_key
from ledger.signer.mirror import FILES, Mirror
from ledger.signer.signatures import LogPen
from local.stack import OWNING, SIGNING
from tests import live, stage
from tests.journeys.town import SETTLED, keys_of
from tests.ledger.story import judged

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


def forked(house: live.LiveStack) -> None:
    """Let an intruder on the signer's host put a made-up entry into its copy and sign it, and a true one be recorded then."""
    plan, entry, count = house.house.plan, made_up(house), size(house)
    assert house.house.signer is not None
    house.house.signer.stop()
    ring = read_keyring(plan.signer / "keyring.json")
    copy = Mirror(plan.signer / "mirror", origin=plan.origin, timed=False, origin_of=ring.origin_of)
    copy.extend(count, [entry], now=datetime.now(UTC))
    pen = LogPen(plan.origin, [read_key(plan.signer / "key")])
    copy.signed(str(pen.note(copy.head, now=datetime.now(UTC))), now=datetime.now(UTC))
    copy.close()
    house.house.start_signer()
    house.manage("shell", "--no-imports", "-c", RECORD)
    doubt = plan.run_dir / "worker.log"
    until(lambda: "record_is_in_doubt" in doubt.read_text(encoding="utf-8"), "the doubt, in the worker's log")
    assert (signed(house), size(house)) == (count, count + 1)


def resolved(house: live.LiveStack, name: str) -> str:
    """Do what docs/how-to/ledger-signer.md says, until the house serves again; what the command said."""
    plan = house.house.plan
    for process in ("web", "evidence", "worker"):
        house.kill(process)
    assert house.house.signer is not None
    house.house.signer.stop()
    words = ["--origin", name, "--key", plan.signer / "key", "--mirror", plan.signer / "mirror", "--set-aside"]
    aside = subprocess.check_output([sys.executable, "-m", "ledger.signer", *words], text=True).splitlines()
    folder, vkey = aside[0].removeprefix("Kept apart: "), aside[1]
    adam, audrey = (keys_of(house.house)[first] for first in ("adam", "audrey"))
    sign = [f"--administrator={adam['email']}", f"--auditor={audrey['email']}", f"--mirror={folder}"]
    typed = [line for one in (adam, audrey) for line in (one["password"], totp_now(one["totp_secret"]), name)]
    house.house.environment["LOG_ORIGIN"] = name
    ran = subprocess.run(
        [sys.executable, "manage.py", "ledger_resolve_fork", vkey, *sign],
        env={"PATH": os.environ["PATH"], **house.house.environment},
        input="\n".join(typed) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert {path.name for path in Path(folder).iterdir()} == {*FILES, "key"}
    house.house.start_signer()
    for name in ("web", "evidence"):
        house.house.start_web(name)
    house.house.start_worker()
    house.house.wait_until_ready()
    return ran.stdout


def test_a_real_fork_is_resolved_by_two_officers_and_the_record_goes_on(
    house: live.LiveStack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, old, count = house.house.plan, house.house.plan.origin, size(house)
    forked(house)
    assert resolved(house, f"{old}.2").startswith(f"The record goes on as {old}.2.")
    recorded(house)
    ((first,),) = rows(house, f"SELECT entry FROM ledger_entry WHERE log_index = {count + 1}")
    assert read_entry(bytes(first))["type"] == "log.fork_resolved"
    assert kept(house)["checkpoint"].splitlines()[:2] == [f"{old}.2".encode(), str(count + 3).encode()]

    house.manage("check", "--database", "default")
    codes = house.manage("shell", "--no-imports", "-c", NIGHT).split()[-2:]
    assert set(codes) <= {"0", "2"}
    house.manage("ledger_export", str(tmp_path / "export"))
    ring, pin = plan.signer / "keyring.json", plan.signer / "mirror" / "checkpoint"
    until(lambda: signed(house) == size(house), "a checkpoint over the night's entry")
    house.manage("ledger_export", str(tmp_path / "export"))
    found = judged(capsys, "log", tmp_path / "export", "--keyring", ring, "--pin", pin)
    assert (found.tamper, found.undecided - {"signature-sealed"}) == (frozenset(), frozenset())
    house.manage("shell", "--no-imports", "-c", RECEIPTS.format(folder=str(tmp_path), size=size(house)))
    for receipt in ("first", "last"):
        found = judged(capsys, "receipt", tmp_path / receipt, "--keyring", ring)
        assert (found.tamper, found.undecided) == (frozenset(), {"unpinned"})


NIGHT = """
from operations.tasks import nightly
from ledger.nightly_result import last_check
nightly()
print(last_check().verify, last_check().replay)
"""
RECEIPTS = """
from pathlib import Path
from ledger.models import Entry
from ledger.receipts import receipt_of
for name, index in (("first", 0), ("last", {size} - 1)):
    Path("{folder}", name).write_text(receipt_of(Entry.objects.get(log_index=index).id))
"""
