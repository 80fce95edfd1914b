"""Seals the secrets of second factors, so that the database alone does not give them (Fernet, key from HKDF)."""

from cryptography.fernet import InvalidToken

from accounts.keys import derived_fernet

PURPOSE = "sealed secret"


class CannotOpenSecret(ValueError):
    """The sealed secret was changed, or was sealed under a key that is known no more."""


def seal_secret(secret: bytes, person: bytes = b"") -> bytes:
    """Return the secret sealed under the key in use, for one person where one is named; the result is ASCII."""
    return derived_fernet(PURPOSE, person).encrypt(secret)


def open_secret(sealed: bytes, person: bytes = b"") -> bytes:
    """Return what was sealed for the same person, under the key in use or a retired one. Raises CannotOpenSecret."""
    try:
        return derived_fernet(PURPOSE, person).decrypt(sealed)
    except InvalidToken as reason:
        raise CannotOpenSecret from reason
