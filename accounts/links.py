"""Links in mails. Their key is computed from the row they are about, so nothing in the database opens one."""

import hmac
import json
from base64 import urlsafe_b64encode

from accounts.keys import keyed_digests


def link_key(purpose: str, *parts: str) -> str:
    """Return the key of a link for one purpose, about these parts (HMAC-SHA-256, 43 characters)."""
    return _keys(purpose, parts)[0]


def is_link_key(text: str, purpose: str, *parts: str) -> bool:
    """Whether this is the key of such a link, under the key in use or a retired one."""
    return any(hmac.compare_digest(text.encode(), key.encode()) for key in _keys(purpose, parts))


def _keys(purpose: str, parts: tuple[str, ...]) -> list[str]:
    digests = keyed_digests(purpose, json.dumps(parts).encode())
    return [urlsafe_b64encode(digest).decode().rstrip("=") for digest in digests]
