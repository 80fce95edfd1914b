"""The hashes of the record: the leaf of an entry, and the salted commitment to a value that stays outside it."""

import hashlib
from uuid import UUID

from ledger.canonical import Json, encode

SALT_BYTES = 32
_COMMIT_LABEL = b"ethics-commit/v1\x00"


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry), 32 bytes: the Merkle leaf (RFC 9162, 2.1.1) and the link of the entry's stream."""
    return hashlib.sha256(b"\x00" + entry).digest()


def commitment(*, salt: bytes, entry_id: UUID, field: str, value: Json) -> bytes:
    """SHA-256("ethics-commit/v1" 0x00 ‖ salt ‖ id ‖ u8(len field) ‖ field ‖ JCS(value)), 32 bytes.

    `salt` is 32 random bytes, kept with the value; `field` is ASCII, 1 to 255 bytes. ValueError otherwise.
    """
    return commitment_to_encoded(salt=salt, entry_id=entry_id, field=field, body=encode(value))


def commitment_to_encoded(*, salt: bytes, entry_id: UUID, field: str, body: bytes) -> bytes:
    """The same from JCS(value), for a caller who has encoded the value already."""
    name = field.encode("ascii")
    if len(salt) != SALT_BYTES or not 0 < len(name) < 256:
        raise ValueError("a commitment needs a salt of 32 bytes and a field name of 1 to 255 bytes")
    return hashlib.sha256(_COMMIT_LABEL + salt + entry_id.bytes + bytes([len(name)]) + name + body).digest()
