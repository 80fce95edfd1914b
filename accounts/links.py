"""Links that a mail carries: their key is computed from the row they are about, so nothing in the database opens one."""

import hmac
import json
from base64 import urlsafe_b64encode

from accounts.keys import derived_keys


def link_key(purpose: str, *parts: str) -> str:
    """Return the key of a link for one purpose, about these parts (HMAC-SHA-256, 43 characters)."""
    return _key(derived_keys(purpose)[0], parts)


def is_link_key(text: str, purpose: str, *parts: str) -> bool:
    """Whether this is the key of such a link, under today's key or one that it took the place of."""
    return any(hmac.compare_digest(text.encode(), _key(key, parts).encode()) for key in derived_keys(purpose))


def _key(key: bytes, parts: tuple[str, ...]) -> str:
    return urlsafe_b64encode(hmac.digest(key, json.dumps(parts).encode(), "sha256")).decode().rstrip("=")
