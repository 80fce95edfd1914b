"""The mirror-signer in its own process: what it takes, what it refuses, and that it forgets nothing."""

import json
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ledger.canonical import Json, decode, encode
from ledger.commitments import leaf_hash
from ledger.entries import Draft, entry_bytes, moment
from ledger.notes import read_checkpoint, signers
from ledger.signer.admission import read_secret, with_proof
from ledger.signer.client import SignerDown, SignerRefused
from ledger.signer.service import LONGEST_LINE
from ledger.tree import EMPTY_ROOT, root_of
from tests.ledger.signing import ORIGIN, Hand, ring, started

NOW = datetime.now(UTC)


def chain(
    *ats: datetime, stream: str = "system", log: str = ORIGIN, seq: int = 1, prev: bytes | None = None
) -> list[bytes]:
    """Entries of one stream that follow one another, written at these moments."""
    made = []
    for number, at in enumerate(ats, start=seq):
        one = Draft(id=uuid4(), type="system.tick", stream=stream, actor="clock", role="clock")
        made.append(entry_bytes(one, log=log, seq=number, prev=prev, at=moment(at), nonce=bytes(16)))
        prev = leaf_hash(made[-1])
    return made


@pytest.fixture
def signer(tmp_path: Path) -> Iterator[Hand]:
    """A signer that has signed nothing yet."""
    with started(tmp_path / "signer") as hand:
        yield hand


@pytest.fixture(scope="module")
def unmoved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    """A signer that has signed nothing, for tests in which it takes nothing either."""
    with started(tmp_path_factory.mktemp("signer")) as hand:
        yield hand


def _refusal(hand: Hand, first: int, entries: Sequence[bytes]) -> tuple[int, str]:
    with hand.talk() as talk:
        before = talk.state()
        with pytest.raises(SignerRefused) as refused:
            talk.extend(first, entries)
        assert talk.state() == before
    return refused.value.status, refused.value.reason


def test_it_signs_the_root_of_what_it_was_given(signer: Hand) -> None:
    entries = chain(NOW, NOW, NOW)
    with signer.talk() as talk:
        talk.extend(0, entries[:1])
        talk.extend(0, entries)
        state, text = talk.sign()
    head, note = read_checkpoint(text)
    assert (head.origin, head.size, head.root) == (ORIGIN, 3, root_of(map(leaf_hash, entries)))
    assert state.size == 3
    assert list(signers(note, ring(signer).keys_at(3))) == ring(signer).keys_at(3)
    assert (signer.mirror / "log.jsonl").read_bytes() == b"".join(entry + b"\n" for entry in entries)


def test_its_key_and_the_folder_of_its_socket_are_its_owners_alone(unmoved: Hand) -> None:
    modes = [
        stat.S_IMODE(path.stat().st_mode) for path in (unmoved.key_files[0], unmoved.socket, unmoved.socket.parent)
    ]
    assert modes == [0o600, 0o660, 0o700]


def test_a_gap_is_answered_with_how_far_it_is(unmoved: Hand) -> None:
    _, second = chain(NOW, NOW)
    assert _refusal(unmoved, 1, [second]) == (409, "the mirror holds 0 entries")


def test_an_entry_that_was_rewritten_is_a_fork(signer: Hand) -> None:
    with signer.talk() as talk:
        talk.extend(0, chain(NOW, NOW))
    assert _refusal(signer, 1, chain(NOW)) == (422, "the mirror holds another entry here")


def with_field(name: str, value: Json) -> bytes:
    """Return an entry, one of whose fields is another."""
    entry = decode(chain(NOW)[0])
    assert isinstance(entry, Mapping)
    return encode({**entry, name: value})


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (b"{}", "it is not the form of an entry"),
        (chain(NOW)[0].replace(b'"v":1', b'"v": 1'), "it is not the form of an entry"),
        (with_field("at", "today"), "it is not the form of an entry"),
        (with_field("stream", []), "it is not the form of an entry"),
        (chain(NOW, log="staging")[0], "it belongs to another log"),
        (chain(NOW, seq=2, prev=bytes(32))[0], "it does not follow the last of its stream"),
        (chain(NOW, prev=bytes(32))[0], "it does not follow the last of its stream"),
        (chain(NOW + timedelta(hours=2))[0], "its date is more than five minutes from the signer's clock"),
    ],
)  # fmt: skip
def test_what_is_no_next_entry_is_refused_and_nothing_is_kept(unmoved: Hand, entry: bytes, reason: str) -> None:
    assert _refusal(unmoved, 0, [entry]) == (422, reason)
    assert _refusal(unmoved, 0, [*chain(NOW, stream=f"case/{uuid4()}"), entry]) == (422, reason)


def test_time_does_not_run_back_in_the_log(unmoved: Hand) -> None:
    assert (
        _refusal(unmoved, 0, chain(NOW, NOW - timedelta(seconds=1)))[1] == "it is dated before the entry in front of it"
    )


def test_an_entry_cannot_be_dated_before_the_copy_was_last_complete(signer: Hand) -> None:
    old = chain(NOW - timedelta(days=30))
    with signer.talk() as talk:
        talk.extend(0, old)
        talk.sign()
    late = chain(NOW - timedelta(days=9), seq=2, prev=leaf_hash(old[0]))
    assert _refusal(signer, 1, late) == (422, "its date is more than five minutes from the signer's clock")


def test_what_waited_while_it_was_down_is_taken_on_its_return(signer: Hand) -> None:
    with signer.talk() as talk:
        talk.extend(0, chain(NOW - timedelta(hours=3)))
        talk.sign()
    signer.stop()
    (signer.mirror / "complete").write_text(moment(NOW - timedelta(hours=2)), encoding="ascii")
    first = (signer.mirror / "log.jsonl").read_bytes()[:-1]
    signer.start()
    with signer.talk() as talk:
        waited = chain(NOW - timedelta(hours=1), NOW, seq=2, prev=leaf_hash(first))
        assert talk.extend(1, waited).size == 3


def test_a_demonstration_takes_entries_of_any_date(tmp_path: Path) -> None:
    with started(tmp_path / "signer", demo=True) as hand, hand.talk() as talk:
        talk.sign()
        assert talk.extend(0, chain(NOW - timedelta(days=400), NOW + timedelta(days=31))).size == 2


def test_it_goes_on_from_its_mirror(signer: Hand) -> None:
    entries = chain(NOW, NOW, NOW)
    with signer.talk() as talk:
        before = talk.extend(0, entries)
    assert signer.stop() == 0
    signer.start()
    with signer.talk() as talk:
        assert talk.state() == before
        assert talk.extend(3, chain(NOW, seq=4, prev=leaf_hash(entries[-1]))).size == 4


def test_a_line_that_was_not_written_to_its_end_is_cut_off(signer: Hand) -> None:
    # A run may collect long before it comes here, and a signer that starts again believes no date five minutes old.
    present = datetime.now(UTC)
    entries = chain(present, present)
    with signer.talk() as talk:
        talk.extend(0, entries[:1])
        talk.sign()
    signer.kill()
    with (signer.mirror / "log.jsonl").open("ab") as log:
        log.write(entries[1][:-5])
    with (signer.mirror / "signed.jsonl").open("ab") as notes:
        notes.write(b'"localhost')
    signer.start()
    with signer.talk() as talk:
        assert talk.state().size == 1
        note = talk.sign()[1]
        assert [json.loads(line) for line in (signer.mirror / "signed.jsonl").open("rb")] == [note]
        assert talk.extend(1, entries[1:]).root == talk.state().root


@pytest.mark.parametrize("change", ["shortened", "altered", "another log"])
def test_a_mirror_that_is_not_what_was_signed_is_not_signed_again(signer: Hand, change: str) -> None:
    with signer.talk() as talk:
        talk.extend(0, chain(NOW, NOW))
        talk.sign()
    signer.stop()
    log = signer.mirror / "log.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    other = b"".join(entry + b"\n" for entry in chain(NOW, NOW))
    log.write_bytes({"shortened": lines[0], "altered": lines[0][:-2] + b"]\n", "another log": other}[change])
    with pytest.raises(SignerDown):
        signer.start()
    assert signer.running is not None
    assert signer.running.wait() == 1


def test_two_signers_do_not_share_a_mirror(signer: Hand) -> None:
    words: list[str | Path] = ["--origin", ORIGIN, "--key", signer.key_files[0], "--mirror", signer.mirror]
    words += ["--socket", f"{signer.socket}2", "--secret", str(signer.secret)]
    words += ["--database", signer.folder / "database_url"]
    second = subprocess.run(
        [sys.executable, "-m", "ledger.signer", *words], capture_output=True, text=True, check=False
    )
    assert (second.returncode, second.stderr.startswith("The signer cannot start:")) == (1, True)


@pytest.mark.parametrize("fault", ["open to others", "no key", "missing"])
def test_a_key_that_is_not_kept_is_not_used(tmp_path: Path, fault: str) -> None:
    key = tmp_path / "key"
    if fault != "missing":
        key.write_text("00" * 32 if fault == "open to others" else "key", encoding="ascii")
        key.chmod(0o644 if fault == "open to others" else 0o600)
    words = ["--origin", ORIGIN, "--key", str(key), "--show"]
    done = subprocess.run([sys.executable, "-m", "ledger.signer", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_a_signer_has_to_be_told_where_to_listen_and_what_to_keep(tmp_path: Path) -> None:
    words = ["--origin", ORIGIN, "--key", str(tmp_path / "key"), "--make-key", "--mirror", str(tmp_path / "mirror")]
    done = subprocess.run([sys.executable, "-m", "ledger.signer", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "Needed are --socket, --mirror, --secret, --database.\n",
    )
    assert not (tmp_path / "mirror").exists()


def test_a_key_is_made_once_and_its_public_half_shown(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ledger.signer", "--origin", ORIGIN, "--key", str(tmp_path / "key"), "--show"]
    made = subprocess.run([*words, "--make-key"], capture_output=True, text=True, check=True)
    shown = subprocess.run(words, capture_output=True, text=True, check=True)
    again = subprocess.run([*words, "--make-key"], capture_output=True, text=True, check=False)
    assert made.stdout == shown.stdout
    assert made.stdout.split("+")[0] == ORIGIN
    assert again.returncode == 1


def test_it_knows_nothing_of_django() -> None:
    code = "import sys, ledger.signer.__main__; print({'django'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"


def _raw(hand: Hand, data: bytes) -> Any:
    """The answer to a line with its proof."""
    assert hand.secret is not None
    return _answer(hand, with_proof(data, read_secret(hand.secret)))


def _answer(hand: Hand, line: bytes) -> Any:
    """The answer to exactly this."""
    with socket.socket(socket.AF_UNIX) as talk:
        talk.connect(str(hand.socket))
        talk.sendall(line + b"\n")
        return json.loads(talk.makefile("rb").readline())


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{", b"[]", b"null", b'{"op":"drop"}', b'{"op":"extend"}', b'{"op":"extend","first":-1,"entries":[]}',
        b'{"op":"extend","first":0,"entries":[1]}', b'{"op":"extend","first":0,"entries":["\\ud800"]}', b"[" * 100_000,
        b'{"op":"extend","first":0,"entries":[' + b",".join([b'""'] * 1001) + b"]}", b"\xff", b'{"op":"extend","first":1e9}',
    ],
)  # fmt: skip
def test_what_is_no_request_is_answered_400_and_it_serves_on(unmoved: Hand, line: bytes) -> None:
    assert _raw(unmoved, line) == {"status": 400, "reason": "this is not a request"}
    assert _raw(unmoved, b'{"op":"state"}')["size"] == 0


def test_a_line_that_is_too_long_is_not_read_to_its_end(unmoved: Hand) -> None:
    assert _raw(unmoved, b"x" * (LONGEST_LINE + 2))["status"] == 413


def test_an_empty_log_has_the_root_of_nothing(signer: Hand) -> None:
    with signer.talk() as talk:
        assert read_checkpoint(talk.sign()[1])[0].root == EMPTY_ROOT


def test_while_keys_change_both_sign(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "signer")
    hand.new_key()
    try:
        with hand.start().talk() as talk:
            talk.extend(0, chain(NOW))
            _, note = read_checkpoint(talk.sign()[1])
    finally:
        hand.stop()
    assert len(signers(note, ring(hand).keys_at(1))) == 2
