"""A witness over HTTPS: what it cosigns, what it refuses, that it forgets nothing, and that nobody holds up the others."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from aics_tlog import cosign as their_cosign
from aics_tlog import note as their_note

from ledger.notes import VerifierKey, log_key, read_checkpoint, read_note, signers, witness_key
from ledger.witness.heads import origin_digest
from ledger.witness.witness import SIZE_TYPE
from tests.ledger.story import OTHER_KEY
from tests.ledger.witnesses import LOG, Log, WitnessProcess, witnessing

LEAVES = Log.of(9)


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[WitnessProcess]:
    """A witness that has cosigned nothing yet."""
    with witnessing(tmp_path / "w") as made:
        yield made


@pytest.fixture(scope="module")
def at_three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WitnessProcess]:
    """A witness that has cosigned the first three leaves, for tests in which it cosigns no more."""
    with witnessing(tmp_path_factory.mktemp("witness") / "w") as made:
        assert made.ask(LEAVES.submission(0, 3)).status == 200
        yield made


def _times(witness: WitnessProcess, log: Log, size: int, lines: str) -> list[int]:
    """When the witness cosigned this checkpoint."""
    note = read_note(log.checkpoint(size) + lines)
    return list(signers(note, [witness.key]).values())


def test_it_cosigns_what_continues_and_says_when(witness: WitnessProcess) -> None:
    for old, size in ((0, 3), (3, 3), (3, 8), (8, 9)):
        reply = witness.ask(LEAVES.submission(old, size))
        (at,) = _times(witness, LEAVES, size, reply.body)
        assert (reply.status, abs(at - time.time()) < 60) == (200, True)


def test_another_implementation_verifies_its_line(witness: WitnessProcess) -> None:
    reply = witness.ask(LEAVES.submission(0, 5))
    head, _ = read_checkpoint(LEAVES.checkpoint(5))
    line = read_note(LEAVES.checkpoint(5) + reply.body).signatures[-1]
    key = their_note.parse_vkey(str(witness.key))
    at = their_cosign.cosignature_timestamp(line.value)
    message = their_cosign.cosignature_message(at, head.origin, head.size, head.root)
    assert line.key_id == their_cosign.cosignature_key_id(witness.name, witness.key.public)
    key_of_theirs = their_cosign.cosignature_vkey(witness.name, witness.key.public)
    assert key == key_of_theirs
    assert witness.key.time_if_signed(line, head.text) == at
    assert message.startswith(b"cosignature/v1\ntime ")


@pytest.mark.parametrize("old", [0, 2, 4])
def test_another_old_size_is_answered_with_its_own(at_three: WitnessProcess, old: int) -> None:
    reply = at_three.ask(LEAVES.submission(old, 8))
    assert (reply.status, reply.type, reply.body) == (409, SIZE_TYPE, "3\n")


def _without_proof(log: Log, old: int, size: int) -> str:
    return f"old {old}\n\n{log.checkpoint(size)}"


FORKED = Log.of(9, b"another")
REFUSED = {
    "another history": (422, FORKED.submission(3, 8)),
    "the same size with another root": (422, _without_proof(FORKED, 3, 3)),
    "a smaller checkpoint": (400, _without_proof(LEAVES, 3, 2)),
    "no proof": (422, _without_proof(LEAVES, 3, 8)),
    "the proof between other sizes": (422, LEAVES.submission(4, 8).replace("old 4", "old 3")),
    "an unknown log": (404, Log.of(8, origin="other.example").submission(3, 8)),
    "another key": (403, Log.of(8, key=OTHER_KEY).submission(3, 8)),
    "a signature of another checkpoint": (403, LEAVES.submission(3, 8).replace("\n8\n", "\n7\n")),
    "nothing": (400, ""),
    "no old size": (400, "\n" + LEAVES.checkpoint(8)),
    "an old size with a zero before it": (400, LEAVES.submission(3, 8).replace("old 3", "old 03")),
    "no empty line": (400, "old 3\n" + LEAVES.checkpoint(8).partition("\n\n")[0]),
    "a hash that is none": (400, "old 3\nAAAA\n\n" + LEAVES.checkpoint(8)),
    "64 hashes": (400, "old 3\n" + 64 * ("A" * 43 + "=\n") + "\n" + LEAVES.checkpoint(8)),
    "no checkpoint": (400, "old 3\n\nhello\n\n— a AAAAAAAA\n"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_hold_is_refused_and_changes_nothing(at_three: WitnessProcess, what: str) -> None:
    status, body = REFUSED[what]
    assert at_three.ask(body).status == status
    assert at_three.ask(LEAVES.submission(3, 3)).status == 200


def test_a_first_proof_is_empty_and_an_empty_log_has_the_root_of_nothing(witness: WitnessProcess) -> None:
    assert witness.ask(LEAVES.submission(3, 8).replace("old 3", "old 0")).status == 422
    forged = Log([], origin=LOG).checkpoint(0)
    assert witness.ask(f"old 0\n\n{forged}").status == 200
    assert witness.ask(LEAVES.submission(0, 8)).status == 200


def test_signatures_of_unknown_keys_are_left_out(witness: WitnessProcess) -> None:
    stranger = "— stranger.example AAAAAAAAAAAA\n"
    assert witness.ask(LEAVES.submission(0, 3) + stranger).status == 200
    stored = (witness.state / f"{origin_digest(LOG)}.checkpoint").read_text(encoding="utf-8")
    assert [line.name for line in read_note(stored).signatures] == [LOG, witness.name]


def test_while_the_log_changes_its_key_either_counts(tmp_path: Path) -> None:
    both = [log_key(LOG, LEAVES.key), log_key(LOG, OTHER_KEY)]
    with witnessing(tmp_path / "w", logs=both) as witness:
        assert witness.ask(LEAVES.submission(0, 3)).status == 200
        assert witness.ask(Log.of(9, key=OTHER_KEY).submission(3, 8)).status == 200


def test_it_goes_on_from_what_it_cosigned_however_it_ended(witness: WitnessProcess) -> None:
    for number, (old, size) in zip((signal.SIGTERM, signal.SIGKILL), ((0, 3), (3, 8)), strict=True):
        witness.ask(LEAVES.submission(old, size))
        witness.end(number)
        (witness.state / "x.new").write_text("half", encoding="utf-8")
        witness.start()
        assert witness.ask(FORKED.submission(0, 9)).body == f"{size}\n"


def _does_not_begin(witness: WitnessProcess) -> bool:
    """Whether it ends at once when it is started as it is, and says why."""
    words, environment = witness.words, witness.environment
    done = subprocess.run(words, cwd=witness.folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode == 1 and done.stderr.startswith("The witness cannot start: ")


@pytest.mark.parametrize("damage", ["cut off", "of another log"])
def test_it_does_not_begin_from_a_damaged_folder(witness: WitnessProcess, damage: str) -> None:
    witness.ask(LEAVES.submission(0, 3))
    assert witness.end()[0] == 0
    path = witness.state / f"{origin_digest(LOG)}.checkpoint"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:40] if damage == "cut off" else text.replace(LOG, "other.example"), encoding="utf-8")
    assert _does_not_begin(witness)


def test_two_witnesses_do_not_share_a_folder(witness: WitnessProcess) -> None:
    assert _does_not_begin(witness)


def test_of_two_checkpoints_at_once_that_contradict_one_another_one_is_cosigned(witness: WitnessProcess) -> None:
    bodies = [log.submission(0, size) for log in (LEAVES, FORKED) for size in range(1, 9)]
    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(reply.status for reply in pool.map(witness.ask, bodies))
    assert statuses == [200] + [409] * 15


def test_what_it_refuses_stands_in_its_log_with_the_signature_of_the_log(witness: WitnessProcess) -> None:
    witness.ask(LEAVES.submission(0, 3))
    witness.ask(_without_proof(FORKED, 3, 3))
    code, said = witness.end()
    assert (code, FORKED.checkpoint(3) in said) == (0, True)


def test_a_disk_that_fails_costs_a_cosignature_and_nothing_else(witness: WitnessProcess) -> None:
    witness.ask(LEAVES.submission(0, 3))
    blocked = witness.state / f"{origin_digest(LOG)}.new"
    blocked.mkdir()
    assert witness.ask(LEAVES.submission(3, 8)).status == 503
    blocked.rmdir()
    assert witness.ask(LEAVES.submission(3, 8)).status == 200


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--state", "s"], "it needs --log and --state"),
        (["--state", "s", "--log", "VKEY", "--listen", "0.0.0.0:0"], "only on a loopback address"),
        (["--state", "s", "--log", "VKEY", "--listen", "127.0.0.1"], "an IP address and a port"),
        (["--state", "s", "--log", "OTHER"], "not a key of"),
        (["--state", "s", "--log", "VKEY", "--certificate", "none"], "No such file"),
    ],
)
def test_a_witness_that_cannot_begin_says_why(tmp_path: Path, words: list[str], reason: str) -> None:
    keys = {"VKEY": str(log_key(LOG, LEAVES.key)), "OTHER": str(witness_key(LOG, LEAVES.key))}
    command = [sys.executable, "-m", "ledger.witness", "--name", "w", "--key", str(tmp_path / "key"), "--make-key"]
    said = [keys.get(word, str(tmp_path / word) if word == "s" else word) for word in words]
    done = subprocess.run([*command, *said], capture_output=True, text=True, check=False)
    assert (done.returncode, reason in done.stderr, done.stdout) == (1, True, "")


def test_its_key_is_shown_as_others_read_it(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ledger.witness", "--name", "w.example", "--key", str(tmp_path / "key")]
    shown = subprocess.check_output([*words, "--make-key", "--show"], text=True)
    assert (VerifierKey.read(shown).name, their_note.parse_vkey(shown.strip()).name) == ("w.example", "w.example")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_it_knows_nothing_of_django() -> None:
    code = "import sys, ledger.witness.__main__; print({'django'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
