"""What is stored of a token: a keyed digest of its text, which opens nothing and can be tried against nothing."""

import hmac

from accounts.keys import derived_keys


def token_digest(text: str) -> bytes:
    """Return the 32 bytes to store for a token's text (HMAC-SHA-256)."""
    return token_digests(text)[0]


def token_digests(text: str) -> list[bytes]:
    """Return every digest under which the token may be stored: the key in use first, then retired ones."""
    return [hmac.digest(key, text.encode("utf-8", "replace"), "sha256") for key in derived_keys("token")]
