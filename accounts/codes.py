"""What is stored of a reporter's receipt code: a keyed digest of its look-up id, which names nobody without the key."""

import hmac
import secrets

from accounts.keys import derived_keys


def code_digest(lookup_id: bytes) -> bytes:
    """Return the 32 bytes to store for a code's look-up id (HMAC-SHA-256)."""
    return code_digests(lookup_id)[0]


def digest_of_no_code() -> bytes:
    """Return what to store where no code opens any more: 32 bytes that are the digest of none."""
    return secrets.token_bytes(32)


def code_digests(lookup_id: bytes) -> list[bytes]:
    """Return every digest under which the code may be stored: the key in use first, then retired ones."""
    return [hmac.digest(key, lookup_id, "sha256") for key in derived_keys("receipt code")]
