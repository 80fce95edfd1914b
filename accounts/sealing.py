"""Seals the secrets of second factors, so that the database alone does not give them (Fernet, key from HKDF)."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from accounts.keys import derived_keys


class CannotOpenSecret(ValueError):
    """The sealed secret was changed, or was sealed under a key that is known no more."""


def seal_secret(secret: bytes, person: bytes = b"") -> bytes:
    """Return the secret sealed under the key in use, for one person where one is named; the result is ASCII."""
    return _box(person).encrypt(secret)


def open_secret(sealed: bytes, person: bytes = b"") -> bytes:
    """Return what was sealed for the same person, under the key in use or a retired one. Raises CannotOpenSecret."""
    try:
        return _box(person).decrypt(sealed)
    except InvalidToken as reason:
        raise CannotOpenSecret from reason


def _box(person: bytes) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived_keys("sealed secret", person)])
