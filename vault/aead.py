"""Authenticated encryption of short texts: AES-256-GCM, with padding inside so that the length tells little."""

import secrets
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.keys import CannotOpen

NONCE_BYTES = 12
KIB = 1024


def encrypt(key: bytes, body: bytes, *, front: bytes = b"", aad: bytes, step: int = KIB) -> bytes:
    """Return nonce12 ‖ AES-256-GCM(front ‖ u32be(len body) ‖ body ‖ zeros to a multiple of `step`), bound to `aad`."""
    plain = front + struct.pack(">I", len(body)) + body
    plain += bytes(-len(plain) % step)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, aad)


def decrypt(key: bytes, blob: bytes, *, front: int = 0, aad: bytes) -> tuple[bytes, bytes]:
    """Return the first `front` bytes and the body. CannotOpen if key, associated data or ciphertext do not match."""
    try:
        plain = AESGCM(key).decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], aad)
    except (InvalidTag, ValueError):
        raise CannotOpen("this text was sealed under another key or for another place, or it was altered") from None
    (length,) = struct.unpack_from(">I", plain, front)
    start = front + 4
    return plain[:front], plain[start : start + length]
