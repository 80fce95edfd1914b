"""Answers of a ballot, sealed so that one key alone opens them: the signer's, for one option of one ballot.

HPKE (RFC 9180: X25519, HKDF-SHA-256, AES-256-GCM) over 4 KiB, whatever was typed. `info` enters the key schedule and binds
the ballot, the option, the vote, its voter and the papers, so an answer that was copied elsewhere does not open.
"""

import struct
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from ledger.canonical import Json, decode, encode
from ledger.commitments import SALT_BYTES

ROOM = 4096
"""How many bytes are sealed of each answer: its salt, its length, the value, and zeros."""
LONGEST = ROOM - SALT_BYTES - 4
"""How many bytes the canonical form of a value may have."""
REST = "rest"
"""What is opened when no option was carried: who supports none of them, or abstains, says so here."""
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class TooLong(ValueError):
    """A value has no room in a sealed answer."""


class NotOpened(ValueError):
    """An answer was sealed under another key or for another place, or it was altered."""


def field_of(option: str) -> str:
    """Return the name of the field of a vote that answers to an option: fields are written small."""
    return option.lower()


def binding(*, ballot: bytes, pack: bytes, option: str, vote: UUID, voter: UUID) -> bytes:
    """Return what an answer is bound to. `ballot` and `pack` are leaves: the entry that opened it, and that of its papers."""
    about: dict[str, Json] = {
        "v": 1,
        "use": "vote",
        "ballot": ballot.hex(),
        "pack": pack.hex(),
        "option": option,
        "vote": str(vote),
        "voter": str(voter),
    }
    return encode(about)


def has_room(value: Json) -> bool:
    """Whether a value is short enough to be sealed as an answer."""
    return len(encode(value)) <= LONGEST


def seal_answer(value: Json, *, salt: bytes, public: bytes, info: bytes) -> bytes:
    """Seal a value with the salt of its commitment to a public half. TooLong when it needs more room than there is."""
    body = encode(value)
    if len(body) > LONGEST:
        raise TooLong(f"an answer has room for {LONGEST} bytes")
    plain = (salt + struct.pack(">I", len(body)) + body).ljust(ROOM, b"\0")
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info)


def open_answer(blob: bytes, *, private: X25519PrivateKey, info: bytes) -> tuple[bytes, Json]:
    """Return the salt and the value; NotOpened unless it was sealed to this key for this place."""
    try:
        plain = _SUITE.decrypt(blob, private, info)
    except (InvalidTag, ValueError):
        raise NotOpened("this answer was sealed under another key or for another place, or it was altered") from None
    (length,) = struct.unpack_from(">I", plain, SALT_BYTES)
    start = SALT_BYTES + 4
    return plain[:SALT_BYTES], decode(plain[start : start + length])
