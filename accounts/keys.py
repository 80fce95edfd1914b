"""Keys of the accounts, each derived from SECRET_KEY for one purpose (HKDF-SHA-256, RFC 5869)."""

import base64
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

type Secret = str | bytes


def derived_keys(purpose: str, salt: bytes = b"") -> tuple[bytes, ...]:
    """Return 32 bytes from SECRET_KEY and from each of SECRET_KEY_FALLBACKS in turn; the first is the one to use.

    A process derives those without a salt once. With one they belong to a person or a session, and are not kept.
    """
    kept_secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return _derive(purpose, salt, kept_secrets) if salt else _derive_once(purpose, kept_secrets)


@lru_cache(maxsize=64)
def _derive_once(purpose: str, kept_secrets: tuple[Secret, ...]) -> tuple[bytes, ...]:
    return _derive(purpose, b"", kept_secrets)


def _derive(purpose: str, salt: bytes, kept_secrets: tuple[Secret, ...]) -> tuple[bytes, ...]:
    info = b"oathbound accounts " + purpose.encode()
    return tuple(
        HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=info).derive(force_bytes(secret))
        for secret in kept_secrets
    )


def keyed_digests(purpose: str, data: bytes) -> list[bytes]:
    """Return the HMAC-SHA-256 of the data under each of the `derived_keys`; the first is the one to store."""
    return [hmac.digest(key, data, "sha256") for key in derived_keys(purpose)]


def derived_fernet(purpose: str, salt: bytes) -> MultiFernet:
    """Return what seals under the first of the `derived_keys` and opens under each."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived_keys(purpose, salt)])
