"""After a fork the signer keeps its old copy and its old key apart, and begins with a new key and an empty copy."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from ledger.keyring import Former, Keyring, LogKey
from ledger.notes import log_key
from ledger.signer.keys import read_key
from ledger.signer.mirror import FILES
from tests.ledger.signing import ORIGIN, Hand, started
from tests.ledger.test_signer import chain

NEW = "localhost/2"


def _run(hand: Hand, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    said = [sys.executable, "-m", "ledger.signer", "--origin", NEW, "--key", hand.key_files[0], *words]
    return subprocess.run(said, capture_output=True, text=True, check=False)


def test_copy_and_key_are_kept_apart_and_a_new_key_is_made(tmp_path: Path) -> None:
    with started(tmp_path / "signer") as hand:
        with hand.talk() as talk:
            talk.extend(0, chain(datetime.now(UTC)))
            talk.sign()
        busy = _run(hand, "--mirror", hand.mirror, "--set-aside")
        assert (busy.returncode, busy.stderr.startswith("The signer cannot start:")) == (1, True)
    before, key = (hand.mirror / "log.jsonl").read_bytes(), hand.key_files[0].read_text(encoding="ascii")
    done = _run(hand, "--mirror", hand.mirror, "--set-aside")
    told, vkey = done.stdout.splitlines()
    folder = Path(told.removeprefix("Kept apart: "))
    assert {path.name for path in folder.iterdir()} == {*FILES, hand.key_files[0].name}
    assert (folder / "log.jsonl").read_bytes() == before
    assert (folder / hand.key_files[0].name).read_text(encoding="ascii") == key
    assert vkey == str(log_key(NEW, read_key(hand.key_files[0])))
    assert hand.key_files[0].read_text(encoding="ascii") != key


def test_without_a_copy_there_is_nothing_to_keep_apart(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "signer")
    for words in ((), ("--mirror", tmp_path / "nowhere")):
        done = _run(hand, *words, "--set-aside")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert hand.key_files[0].exists()


def test_the_keyring_tells_the_signer_which_entries_bear_an_earlier_name(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "signer")
    path, key = tmp_path / "keyring.json", LogKey(log_key(ORIGIN, hand.key))
    path.write_text(Keyring(ORIGIN, [key], former=[Former("before", 0, 1)]).json(), encoding="utf-8")
    hand.more = ["--keyring", str(path)]
    try:
        with hand.start().talk() as talk:
            assert talk.extend(0, chain(datetime.now(UTC), log="before")).size == 1
            assert (
                talk.extend(1, chain(datetime.now(UTC), stream=f"case/{'0' * 8}-0000-4000-8000-{'0' * 12}")).size == 2
            )
    finally:
        hand.stop()


def test_a_signer_does_not_begin_with_another_logs_keyring(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "signer")
    path = tmp_path / "keyring.json"
    words: list[str | Path] = ["--mirror", hand.mirror, "--socket", hand.socket, "--secret", str(hand.secret)]
    words += ["--database", hand.folder / "database_url", "--keyring", path]
    for text in (Keyring("elsewhere", [LogKey(log_key("elsewhere", hand.key))]).json(), "{}"):
        path.write_text(text, encoding="utf-8")
        done = _run(hand, *words)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
        assert f"{path} is " in done.stderr
