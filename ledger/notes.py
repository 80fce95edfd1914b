"""Signed notes and checkpoints: C2SP signed-note, tlog-checkpoint and tlog-cosignature, byte for byte.

A key's identifier is `SHA-256(name ‖ 0x0A ‖ kind ‖ public key)[:4]`. Needs no Django: the signer and witnesses use it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from ledger.entries import b64, unb64

LOG_KEY, WITNESS_KEY, ML_DSA_WITNESS_KEY = 0x01, 0x04, 0x06
WITNESS_KEYS = frozenset({WITNESS_KEY, ML_DSA_WITNESS_KEY})
_KEY_BYTES = {LOG_KEY: 32, WITNESS_KEY: 32, ML_DSA_WITNESS_KEY: 1312}
LONGEST_NOTE = 64 * 1024
MOST_SIGNATURES = 64
_NAME = re.compile(r"[^\s+\x00-\x1f]{1,200}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NotANote(ValueError):
    """The text is no signed note, checkpoint or verifier key; the sentence says why."""


@dataclass(frozen=True)
class VerifierKey:
    """A public key with its name and kind; printed and read as `name+hex(id)+base64(kind ‖ key)`."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that signature lines carry."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64(bytes([self.kind]) + self.public)}"

    @classmethod
    def read(cls, text: str) -> "VerifierKey":
        """The key printed in `text`; NotANote unless it is the key of a log or a witness with its own identifier."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        body = _unb64(encoded)
        if not _NAME.fullmatch(name) or len(body) < 33 or len(body) != 1 + _KEY_BYTES.get(body[0], 0):
            raise NotANote("this is not the verifier key of a log or a witness")
        key = cls(name, body[0], body[1:])
        if key.key_id.hex() != key_id:
            raise NotANote("the identifier of this verifier key is not its own")
        return key

    @classmethod
    def read_of_log(cls, text: str, origin: str) -> "VerifierKey":
        """The key of the log `origin` printed in `text`; NotANote, in a sentence."""
        try:
            key = cls.read(text)
        except NotANote as fault:
            raise NotANote(f"This is not a key as the signer prints it: {fault}.") from fault
        if (key.kind, key.name) != (LOG_KEY, origin):
            raise NotANote(f"This is not a key of the log {origin}.")
        return key

    def time_if_signed(self, line: "Signature", text: str) -> int | None:
        """Whether `line` is this key's signature of `text`: its time (POSIX seconds, 0 for a log's), None if not."""
        if (line.name, line.key_id) != (self.name, self.key_id):
            return None
        time, signature = int.from_bytes(line.value[:8]), line.value[8:]
        try:
            if self.kind == LOG_KEY:
                Ed25519PublicKey.from_public_bytes(self.public).verify(line.value, text.encode())
                return 0
            if not 0 < time < 1 << 63:
                return None
            if self.kind == WITNESS_KEY:
                Ed25519PublicKey.from_public_bytes(self.public).verify(signature, _cosigned_bytes(text, time))
            else:
                message = ml_dsa_cosigned_bytes(read_head(text), name=self.name, time=time)
                MLDSA44PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, NotANote):
            return None
        return time


@dataclass(frozen=True)
class Signature:
    """One signature line: whose, by which key, and the bytes after the identifier."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"— {self.name} {b64(self.key_id + self.value)}"


@dataclass(frozen=True)
class Note:
    """A text, ending in a line feed, and its signature lines. Nothing is verified yet."""

    text: str
    signatures: Sequence[Signature]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{line}\n" for line in self.signatures)


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: of this log, so many entries, this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"


def read_note(data: str | bytes) -> Note:
    """The note in `data`; NotANote unless it has the form, at most 64 KiB and 64 signatures."""
    text = _plain(data)
    body, gap, lines = text.rpartition("\n\n")
    if not gap or not body or not lines.endswith("\n"):
        raise NotANote("a signed note is a text, an empty line and signature lines")
    signatures = [_signature(line) for line in lines[:-1].split("\n")]
    if len(signatures) > MOST_SIGNATURES:
        raise NotANote(f"a note with more than {MOST_SIGNATURES} signatures is not read")
    return Note(body + "\n", signatures)


def read_head(text: str) -> Head:
    """What a checkpoint's text says; further lines are allowed and left alone. NotANote when it says something else."""
    origin, size, root, *_ = [*text.split("\n"), "", ""]
    digest = _unb64(root)
    if not text.endswith("\n") or not origin or not _SIZE.fullmatch(size) or len(digest) != 32:
        raise NotANote("a checkpoint says its log, its size and its root, a line each")
    return Head(origin, int(size), digest)


def read_checkpoint(data: str | bytes) -> tuple[Head, Note]:
    """What the checkpoint in `data` says, and the note to verify; NotANote."""
    note = read_note(data)
    return read_head(note.text), note


def sign(text: str, *, name: str, key: Ed25519PrivateKey) -> Signature:
    """The signature line of a log's key named `name` under a text that ends in a line feed."""
    return Signature(name, log_key(name, key).key_id, key.sign(text.encode()))


def cosign(text: str, *, name: str, key: Ed25519PrivateKey, time: int) -> Signature:
    """The line of a witness named `name` under a checkpoint's text, at `time` (POSIX seconds)."""
    value = time.to_bytes(8) + key.sign(_cosigned_bytes(text, time))
    return Signature(name, witness_key(name, key).key_id, value)


def log_key(name: str, key: Ed25519PrivateKey) -> VerifierKey:
    return VerifierKey(name, LOG_KEY, key.public_key().public_bytes_raw())


def witness_key(name: str, key: Ed25519PrivateKey) -> VerifierKey:
    return VerifierKey(name, WITNESS_KEY, key.public_key().public_bytes_raw())


def signers(note: Note, keys: Iterable[VerifierKey]) -> dict[VerifierKey, int]:
    """Which of these keys signed the note, and when (0 for a log's key).

    NotANote when a line that names one of them does not verify: such a note is not to be trusted in any part.
    """
    found: dict[VerifierKey, int] = {}
    for key in keys:
        for line in note.signatures:
            if (line.name, line.key_id) == (key.name, key.key_id):
                time = key.time_if_signed(line, note.text)
                if time is None:
                    raise NotANote(f"the signature of {key.name} does not verify")
                found[key] = time
    return found


def ml_dsa_cosigned_bytes(head: Head, *, name: str, time: int) -> bytes:
    """The `cosigned_message` of tlog-cosignature that a witness named `name` signs with ML-DSA-44; NotANote for long names."""
    names = [each.encode() for each in (name, head.origin)]
    if any(len(each) > 255 for each in names):
        raise NotANote("a name of more than 255 bytes is not cosigned")
    cosigner, origin = (bytes([len(each)]) + each for each in names)
    return b"subtree/v1\n\0" + cosigner + time.to_bytes(8) + origin + bytes(8) + head.size.to_bytes(8) + head.root


def _cosigned_bytes(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def _signature(line: str) -> Signature:
    mark, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    value = _unb64(encoded)
    if mark != "—" or not _NAME.fullmatch(name) or len(value) < 5:
        raise NotANote("a signature line is a dash, a name and a signature")
    return Signature(name, value[:4], value[4:])


def _plain(data: str | bytes) -> str:
    if len(data) > LONGEST_NOTE:
        raise NotANote("a note of more than 64 KiB is not read")
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        raise NotANote("a note is UTF-8 text") from None
    if _CONTROL.search(text):
        raise NotANote("a note has no control characters but line feeds")
    return text


def _unb64(text: str) -> bytes:
    """The bytes of strict base64, the one form only; NotANote otherwise."""
    try:
        data = unb64(text)
    except ValueError:
        raise NotANote("this is not base64") from None
    if b64(data) != text:
        raise NotANote("this is not the one base64 form of its bytes")
    return data
