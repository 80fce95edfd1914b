"""The stored form of receipt codes and tokens: a keyed digest, which without the key names nobody and opens nothing."""

import secrets

from accounts.keys import keyed_digests


def code_digest(lookup_id: bytes) -> bytes:
    return code_digests(lookup_id)[0]


def code_digests(lookup_id: bytes) -> list[bytes]:
    """Return every digest under which the code may be stored: the key in use first, then retired ones."""
    return keyed_digests("receipt code", lookup_id)


def reference_digests(text: str) -> list[bytes]:
    """Return every digest under which a reporter's reference may be stored; the first is the one to store.

    The reference itself is sealed with the report. Case, spaces and dashes do not count.
    """
    said = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
    return keyed_digests("reporter's reference", said.encode())


def digest_of_no_code() -> bytes:
    """Return what to store if no code may work any more: 32 bytes that are the digest of no code."""
    return secrets.token_bytes(32)


def token_digests(text: str) -> list[bytes]:
    """Return every digest under which a token may be stored; the first is the one to store."""
    return keyed_digests("token", text.encode("utf-8", "replace"))
