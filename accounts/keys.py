"""Keys of the accounts, each derived from SECRET_KEY for one purpose (HKDF-SHA-256, RFC 5869)."""

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
