"""The verifier reads for itself what it is handed: each form has one way to be written, and what has another is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, x25519

from ledger import verify
from ledger.entries import b64
from ledger.notes import Head, Note, log_key, sign, witness_key
from tests.ledger.story import KEY, ORIGIN, Export, judged, pure_export

HEAD = Head(ORIGIN, 7, bytes(32))
VKEY = str(log_key(ORIGIN, KEY))
SHORT = f"{ORIGIN}+{VKEY.split('+')[1]}+{b64(bytes([1]) * 32)}"


@pytest.fixture
def export(tmp_path: Path) -> Export:
    return pure_export(tmp_path / "export")[0]


@pytest.mark.parametrize("text", [None, 7, b"AAAA", "AAA", "AAAA AAAA", "AB=="])
def test_base64_has_one_form(text: object) -> None:
    with pytest.raises(ValueError, match="base64"):
        verify.unb64(text)


@pytest.mark.parametrize(
    "line", ["", "- a AAAAAAA=", "—  AAAAAAA=", "— a AAAA", "— a AAAAAAA= ", "— a AAAAAAB=", "— a", "— a b AAAAAAA="]
)
def test_a_line_that_is_no_signature_line_makes_a_note_no_checkpoint(line: str) -> None:
    true = str(Note(HEAD.text, [sign(HEAD.text, name=ORIGIN, key=KEY)]))
    assert verify.read_checkpoint(true).size == HEAD.size
    with pytest.raises(ValueError):
        verify.read_checkpoint(f"{true}{line}\n")


@pytest.mark.parametrize(
    "text",
    [VKEY.replace("+", "+0", 1), SHORT, str(witness_key(ORIGIN, KEY)), VKEY.removeprefix(ORIGIN), f"a {VKEY}", "a+b"],
    ids=["another id", "too short", "a witness's", "no name", "a name with a space", "no key"],
)
def test_what_is_no_key_of_a_log_makes_a_keyring_none(tmp_path: Path, capsys: Any, export: Export, text: str) -> None:
    (tmp_path / "ring").write_text(json.dumps({"origin": ORIGIN, "log_keys": [{"vkey": text}]}), encoding="utf-8")
    verdict = judged(capsys, "log", export.folder, "--keyring", tmp_path / "ring")
    assert (verdict.rc, verdict.words) == (3, "ring is not a keyring: ask the Society for its current one.\n")


@pytest.mark.parametrize("body", [{"origin": ORIGIN, "log_keys": []}, {"origin": 7, "log_keys": [{"vkey": VKEY}]}])
def test_a_keyring_has_a_key_and_a_name(tmp_path: Path, capsys: Any, export: Export, body: Any) -> None:
    (tmp_path / "ring").write_text(json.dumps(body), encoding="utf-8")
    assert judged(capsys, "log", export.folder, "--keyring", tmp_path / "ring").words.startswith("ring names no key")


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b'{"commitments":[1]}', b'{"commitments": []}', b"\xff"])
def test_editions_that_are_none_are_one_sentence(capsys: Any, export: Export, line: bytes) -> None:
    (export.folder / "editions.jsonl").write_bytes(line + b"\n")
    verdict = judged(capsys, "log", export.folder, "--keyring", export.keyring())
    assert (verdict.rc, verdict.words) == (3, "editions.jsonl is not a file of editions: export the log again.\n")


def der(tag: int, *parts: bytes) -> bytes:
    """One DER value with these inside."""
    content = b"".join(parts)
    return bytes([tag, 0x82]) + len(content).to_bytes(2) + content


OTHER_OID = bytes.fromhex("06092a864886f70d010701")


@pytest.mark.parametrize(
    "token",
    [
        b"",
        b"\x30",
        b"\x30\x80",
        b"\x30\x85\x00\x00\x00\x00\x01\x00",
        b"\x30\x05\x02\x01",
        der(0x30),
        der(0x30, OTHER_OID, der(0xA0)),
        der(0x30, der(0x30, b"\x02\x01\x02")),
        der(0x30, bytes.fromhex(verify.OID_SIGNED), der(0xA0, der(0x30, b"", b"", b""))),
        der(
            0x30,
            bytes.fromhex(verify.OID_SIGNED),
            der(0xA0, der(0x30, b"\x02\x01\x03", der(0x31), der(0x30, OTHER_OID, der(0xA0)))),
        ),
    ],
    ids=["nothing", "cut", "endless", "too long", "short", "empty", "no signed data", "refused", "hollow", "no stamp"],
)
def test_what_is_no_time_stamp_proves_nothing(tmp_path: Path, capsys: Any, token: bytes) -> None:
    (tmp_path / "note").write_text(str(Note(HEAD.text, [sign(HEAD.text, name=ORIGIN, key=KEY)])), encoding="utf-8")
    (tmp_path / "tsr").write_bytes(token)
    (tmp_path / "roots").write_bytes(b"")
    verdict = judged(capsys, "anchor", tmp_path / "note", tmp_path / "tsr", "--roots", tmp_path / "roots")
    assert (verdict.rc, verdict.tamper) == (1, frozenset({"time-anchor"}))


def public(key: Any) -> bytes:
    """The public half of a key, as a browser hands it over."""
    return bytes(
        key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: ec.generate_private_key(ec.SECP256R1()), (ec.ECDSA(hashes.SHA256()),)),
        (ed25519.Ed25519PrivateKey.generate, ()),
        (lambda: rsa.generate_private_key(65537, 2048), (padding.PKCS1v15(), hashes.SHA256())),
    ],
    ids=["curve", "edwards", "rsa"],
)
def test_a_passkey_of_each_kind_signs_what_it_signed_and_nothing_else(
    made: Callable[[], Any], words: tuple[Any, ...]
) -> None:
    key = made()
    signature = key.sign(b"what was signed", *words)
    verify._verify(public(key), signature, b"what was signed")
    with pytest.raises(InvalidSignature):
        verify._verify(public(key), signature, b"something else")


def test_a_key_that_signs_nothing_is_no_passkey() -> None:
    with pytest.raises(ValueError, match="a kind of key that is not read"):
        verify._verify(public(x25519.X25519PrivateKey.generate()), b"", b"")
