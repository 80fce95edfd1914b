"""The seal of a row: what is stored and does not stand in the record in the clear cannot be changed by SQL unseen.

An HMAC-SHA-256 under a key that is derived from SECRET_KEY and is not in the database. It vouches for nothing that the
record says itself; that is compared with the record.
"""

import hmac

from accounts.keys import derived_keys
from ledger.canonical import encode


def row_seal(table: str, *values: object) -> str:
    """Return the seal of a row of a table with these values, in hex."""
    return _seal(_keys()[0], table, values)


def is_sealed_so(seal: str, table: str, *values: object) -> bool:
    """Whether this is the seal of such a row, under today's key or one that it took the place of."""
    return any(hmac.compare_digest(seal, _seal(key, table, values)) for key in _keys())


def _keys() -> tuple[bytes, ...]:
    return derived_keys("row")


def _seal(key: bytes, table: str, values: tuple[object, ...]) -> str:
    return hmac.digest(key, encode([table, *map(_text, values)]), "sha256").hex()


def _text(value: object) -> str | None:
    if isinstance(value, (list, tuple)):
        return ",".join(map(str, value))
    return None if value is None else str(value)
