"""Signed notes, checkpoints and cosignatures: the published examples, an independent implementation, and bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
from aics_tlog import cosign as their_cosign
from aics_tlog import note as their_note
from aics_tlog.checkpoint import Checkpoint as TheirCheckpoint
from aics_tlog.checkpoint import parse_checkpoint, serialise_checkpoint
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ledger.keyring import Keyring, LogKey, read_keyring
from ledger.notes import (
    Head,
    NotANote,
    Note,
    VerifierKey,
    cosign,
    log_key,
    read_checkpoint,
    read_head,
    read_note,
    sign,
    signers,
    witness_key,
)

# The example of the Go note package, whose format signed-note standardises.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
PUBLISHED = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
# The example of tlog-cosignature: the form of a checkpoint with a witness's line.
EXAMPLE = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2))
HEAD = Head("log.example.org", 7, bytes(range(32)))


def _signed() -> Note:
    return Note(HEAD.text, [sign(HEAD.text, name=HEAD.origin, key=KEY)])


def test_the_published_note_verifies_and_prints_as_it_was() -> None:
    note = read_note(PUBLISHED)
    assert str(note) == PUBLISHED
    keys = [VerifierKey.read(PETER), VerifierKey.read(ENOCH)]
    assert signers(note, keys) == {keys[0]: 0, keys[1]: 0}
    assert [str(key) for key in keys] == [PETER, ENOCH]


def test_a_word_more_and_the_published_note_does_not_verify() -> None:
    with pytest.raises(NotANote, match="PeterNeumann does not verify"):
        signers(read_note(PUBLISHED.replace("cryptography", "cryptograpy")), [VerifierKey.read(PETER)])


def test_the_published_checkpoint_reads_and_prints_as_it_was() -> None:
    head, note = read_checkpoint(EXAMPLE)
    assert (head.origin, head.size, head.text) == ("example.com/behind-the-sofa", 20852163, note.text)
    assert str(note) == EXAMPLE
    assert int.from_bytes(note.signatures[1].value[:8]) == 1679315147


def test_an_independent_implementation_verifies_our_checkpoint_and_cosignature() -> None:
    line = cosign(HEAD.text, name="witness.example", key=OTHER, time=1_795_000_000)
    theirs = their_note.parse_note(str(Note(HEAD.text, [*_signed().signatures, line])))
    assert their_note.verify_note(theirs, [their_note.parse_vkey(str(log_key(HEAD.origin, KEY)))])
    key = their_note.parse_vkey(str(witness_key("witness.example", OTHER)))
    assert key == their_cosign.cosignature_vkey("witness.example", OTHER.public_key())
    read = parse_checkpoint(theirs.text)
    assert serialise_checkpoint(TheirCheckpoint(HEAD.origin, HEAD.size, HEAD.root)) == HEAD.text
    assert (read.origin, read.size) == (HEAD.origin, HEAD.size)


def test_we_verify_a_note_and_a_key_of_an_independent_implementation() -> None:
    theirs = their_note.sign_note(HEAD.text, KEY, HEAD.origin)
    text = their_note.Note(HEAD.text, (theirs,)).serialise()
    key = log_key(HEAD.origin, KEY)
    assert signers(read_note(text), [key]) == {key: 0}


def test_a_witness_line_says_when() -> None:
    key = witness_key("w", OTHER)
    note = Note(HEAD.text, [*_signed().signatures, cosign(HEAD.text, name="w", key=OTHER, time=12)])
    assert signers(read_note(str(note)), [key]) == {key: 12}


def test_a_key_of_another_name_or_kind_is_not_a_signer() -> None:
    for key in (log_key("another", KEY), log_key(HEAD.origin, OTHER), witness_key(HEAD.origin, KEY)):
        assert signers(_signed(), [key]) == {}


def test_a_time_that_was_changed_does_not_verify() -> None:
    line = cosign(HEAD.text, name="w", key=OTHER, time=12)
    moved = type(line)(line.name, line.key_id, (13).to_bytes(8) + line.value[8:])
    with pytest.raises(NotANote, match="w does not verify"):
        signers(Note(HEAD.text, [moved]), [witness_key("w", OTHER)])


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n\n", b"a\n", b"a\n\n", "a\n\n— b AAAAAAA=", "a\n\n- b AAAAAAA=\n", "a\n\n— b c d\n", "a\n\n— b AAAA\n",
        "a\n\n— b+c AAAAAAA=\n", "a\r\n\r\n— b AAAAAAA=\r\n", "a\n\n— b AAAAAAB=\n", "a\n\n— b AAAAA A=\n", b"\xff\n\n",
        "a\0\n\n— b AAAAAAA=\n", "a" * 70_000, "a\n\n" + "— b AAAAAAA=\n" * 65,
    ],
)  # fmt: skip
def test_what_is_no_note_is_refused_in_words(data: str | bytes) -> None:
    with pytest.raises(NotANote):
        read_note(data)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "a\n1\n", "a\n01\n" + "A" * 43 + "=\n", "a\n-1\n" + "A" * 43 + "=\n", "a\n1\nAAAA\n", "\n1\n" + "A" * 43 + "=\n",
     "a\n1\n" + "A" * 43 + "=", "a\n1 \n" + "A" * 43 + "=\n", "a\n" + "9" * 19 + "\n" + "A" * 43 + "=\n"],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotANote):
        read_head(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a+b",
        "a+b+c",
        PETER[:-4],
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("P", "Q", 1),
        "+" + PETER,
    ],
)
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(NotANote):
        VerifierKey.read(text)


@given(st.text() | st.binary())
def test_no_input_ends_in_anything_but_a_note_or_a_refusal(data: str | bytes) -> None:
    try:
        assert str(read_note(data))
    except NotANote as refusal:
        assert str(refusal)


@given(st.data())
def test_a_note_with_one_byte_changed_never_verifies_as_it_did(data: st.DataObject) -> None:
    whole = str(_signed()).encode()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    key = log_key(HEAD.origin, KEY)
    try:
        found = signers(read_note(changed), [key])
    except NotANote as refusal:
        assert str(refusal)
    else:
        assert found == {}


def test_a_keyring_reads_as_it_was_written(tmp_path: Path) -> None:
    old, new = LogKey(log_key("log", KEY), 0, 7), LogKey(log_key("log", OTHER), 7)
    ring = Keyring("log", [old, new], [witness_key("w", OTHER)], ["PEM"])
    path = tmp_path / "keyring"
    path.write_text(ring.json(), encoding="utf-8")
    assert read_keyring(path) == ring
    assert [ring.keys_at(size) for size in (0, 7, 8)] == [[old.key], [old.key, new.key], [new.key]]


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", {}, {"origin": "log"}, {"origin": "log", "log_keys": []}, {"origin": "log", "log_keys": [PETER]},
        {"origin": "log", "log_keys": [{"vkey": "a+b+c"}]}, {"origin": "log", "log_keys": 1},
        {"origin": "log", "log_keys": [{"vkey": str(witness_key("w", KEY))}]},
        {"origin": "log", "log_keys": [{"vkey": PETER}], "witness_keys": [PETER]},
    ],
)  # fmt: skip
def test_what_is_no_keyring_is_refused_in_words(tmp_path: Path, body: Any) -> None:
    path = tmp_path / "keyring"
    path.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    with pytest.raises(NotANote):
        read_keyring(path)
