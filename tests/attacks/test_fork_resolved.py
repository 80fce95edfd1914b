"""On a running installation two officers resolve a real fork of the record, and the record goes on."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accounts.second_factor import totp_now
from ledger.entries import read_entry
from ledger.keyring import read_keyring
from ledger.signer.keys import read_key
from ledger.signer.mirror import FILES, Mirror
from ledger.signer.signatures import LogSigner
from tests import live
from tests.attacks.test_signer_socket import RECORD, kept, made_up, recorded, rows, running, signed, size, until
from tests.journeys.town import keys_of
from tests.ledger.story import judged

__all__ = ["running"]


def forked(running: live.LiveStack) -> None:
    """Let an intruder on the signer's host put a made-up entry into its copy and sign it. Then record a true entry."""
    plan, entry, count = running.local_stack.plan, made_up(running), size(running)
    assert running.local_stack.signer is not None
    running.local_stack.signer.stop()
    ring = read_keyring(plan.signer / "keyring.json")
    copy = Mirror(plan.signer / "mirror", origin=plan.origin, timed=False, origin_of=ring.origin_of)
    copy.extend(count, [entry], now=datetime.now(UTC))
    signer = LogSigner(plan.origin, [read_key(plan.signer / "key")])
    copy.store_note(str(signer.note(copy.head, now=datetime.now(UTC))), now=datetime.now(UTC))
    copy.close()
    running.local_stack.start_signer()
    running.manage("shell", "--no-imports", "-c", RECORD)
    doubt = plan.run_dir / "worker.log"
    until(lambda: "record_is_in_doubt" in doubt.read_text(encoding="utf-8"), "the doubt, in the worker's log")
    assert (signed(running), size(running)) == (count, count + 1)


def resolved(running: live.LiveStack, name: str) -> str:
    """Do what docs/how-to/ledger-signer.md says until the installation serves again. Return what the command printed."""
    plan = running.local_stack.plan
    for process in ("web", "evidence", "worker"):
        running.kill(process)
    assert running.local_stack.signer is not None
    running.local_stack.signer.stop()
    words: list[str | Path] = ["--origin", name, "--key", plan.signer / "key", "--mirror", plan.signer / "mirror"]
    words.append("--set-aside")
    aside = subprocess.check_output([sys.executable, "-m", "ledger.signer", *words], text=True).splitlines()
    folder, vkey = aside[0].removeprefix("Kept apart: "), aside[1]
    adam, audrey = (keys_of(running.local_stack)[first] for first in ("adam", "audrey"))
    sign = [f"--administrator={adam['email']}", f"--auditor={audrey['email']}", f"--mirror={folder}"]
    typed = [line for one in (adam, audrey) for line in (one["password"], totp_now(one["totp_secret"]), name)]
    running.local_stack.environment["LOG_ORIGIN"] = name
    ran = subprocess.run(
        [sys.executable, "manage.py", "ledger_resolve_fork", vkey, *sign],
        env={"PATH": os.environ["PATH"], **running.local_stack.environment},
        input="\n".join(typed) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert {path.name for path in Path(folder).iterdir()} == {*FILES, "key"}
    running.local_stack.start_signer()
    for name in ("web", "evidence"):
        running.local_stack.start_web(name)
    running.local_stack.start_worker()
    running.local_stack.wait_until_ready()
    return ran.stdout


def test_a_real_fork_is_resolved_by_two_officers_and_the_record_goes_on(
    running: live.LiveStack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, old, count = running.local_stack.plan, running.local_stack.plan.origin, size(running)
    forked(running)
    assert resolved(running, f"{old}.2").startswith(f"The record goes on as {old}.2.")
    recorded(running)
    ((first,),) = rows(running, f"SELECT entry FROM ledger_entry WHERE log_index = {count + 1}")
    assert read_entry(bytes(first))["type"] == "log.fork_resolved"
    assert kept(running)["checkpoint"].splitlines()[:2] == [f"{old}.2".encode(), str(count + 3).encode()]

    running.manage("check", "--database", "default")
    codes = running.manage("shell", "--no-imports", "-c", NIGHT).split()[-2:]
    assert set(codes) <= {"0", "2"}
    running.manage("ledger_export", str(tmp_path / "export"))
    ring, pin = plan.signer / "keyring.json", plan.signer / "mirror" / "checkpoint"
    until(lambda: signed(running) == size(running), "a checkpoint over the night's entry")
    running.manage("ledger_export", str(tmp_path / "export"))
    found = judged(capsys, "log", tmp_path / "export", "--keyring", ring, "--pin", pin)
    assert (found.tamper, found.undecided - {"signature-sealed", "edition-alone"}) == (frozenset(), frozenset())
    running.manage("shell", "--no-imports", "-c", RECEIPTS.format(folder=str(tmp_path), size=size(running)))
    for receipt in ("first", "last"):
        found = judged(capsys, "receipt", tmp_path / receipt, "--keyring", ring)
        assert (found.tamper, found.undecided) == (frozenset(), frozenset({"unpinned"}))


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
