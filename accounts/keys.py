"""Keys of the accounts, each derived from SECRET_KEY for one purpose (HKDF-SHA-256, RFC 5869)."""

import base64
import hmac

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


def derived_keys(purpose: str, salt: bytes = b"") -> list[bytes]:
    """Return 32 bytes from SECRET_KEY and from each of SECRET_KEY_FALLBACKS in turn; the first is the one to use."""
    info = b"oathbound accounts " + purpose.encode()
    return [
        HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=info).derive(force_bytes(secret))
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def keyed_digests(purpose: str, data: bytes) -> list[bytes]:
    """Return the HMAC-SHA-256 of the data under each of the `derived_keys`; the first is the one to store."""
    return [hmac.digest(key, data, "sha256") for key in derived_keys(purpose)]


def derived_fernet(purpose: str, salt: bytes) -> MultiFernet:
    """Return what seals under the first of the `derived_keys` and opens under each."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived_keys(purpose, salt)])
