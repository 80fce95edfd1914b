"""Seals of accounts and offices: a row that somebody wrote by SQL carries no right seal, and opens nothing.

An HMAC-SHA-256 under a key derived from SECRET_KEY, which every process has and the database has not. A row that was
copied away earlier and is written back still has its own seal; for offices the nightly comparison with the record sees that.
"""

import hmac
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID

from accounts.keys import derived_keys

FACTORS = """(
    SELECT array_agg(m.type || ' ' || coalesce(m.data ->> 'secret', m.data ->> 'seed', ''))
    FROM mfa_authenticator AS m WHERE m.user_id = u.id
)"""
"""SQL for the second factors of the account `u`, as `is_account_seal` takes them."""

OFFICE = """ARRAY[
    a.office, to_char(a.since, 'YYYY-MM-DD'), to_char(a.until, 'YYYY-MM-DD'), a.lay::text, a.alternate::text, a."order"::text
]"""
"""SQL for what the seal of the appointment `a` is over, as `is_office_seal` takes it."""

type Parts = Sequence[str | None]


class SealIsWrong(Exception):
    """The stored row was changed by somebody else than this code. It is not written to: that would hide the change."""


def account_seal(parts: Parts, factors: Iterable[str] | None = None) -> str:
    """Return the seal to store with an account, in hex."""
    return _seal(_keys()[0], "account", [*parts, *_as_texts(factors)])


def is_account_seal(seal: str, parts: Parts, factors: Iterable[str] | None = None) -> bool:
    """Whether this is the seal of such an account, under today's key or one that it took the place of."""
    return _is_seal(_keys(), seal, "account", [*parts, *_as_texts(factors)])


def office_seal(user: UUID, parts: Parts) -> str:
    """Return the seal to store with an appointment, in hex."""
    return _seal(_keys()[0], "office", [str(user), *parts])


def is_office_seal(seal: str, user: UUID, parts: Parts) -> bool:
    return _is_known_seal(_keys(), seal, "office", (str(user), *parts))


def pseudonym_seal(value: UUID, user: UUID, scope: str) -> str:
    """Return the seal to store with a pseudonym, in hex."""
    return _seal(_keys()[0], "pseudonym", [str(value), str(user), scope])


def is_pseudonym_seal(seal: str, value: UUID, user: UUID, scope: str) -> bool:
    """Whether this is the seal of a pseudonym of this person: else somebody took the name that another goes by."""
    return _is_known_seal(_keys(), seal, "pseudonym", (str(value), str(user), scope))


def is_seal_of_pseudonym(seal: str, value: UUID, user: UUID, scope: str) -> bool:
    """The same without the cache, for checks that read every row."""
    return _is_seal(_keys(), seal, "pseudonym", (str(value), str(user), scope))


def _as_texts(factors: Iterable[str] | None) -> list[str]:
    return ["factors", *sorted(factors or ())]


def as_sql_text(value: bool) -> str:
    """Return a boolean as PostgreSQL casts it to text: the SQL of the seals gives it so."""
    return "true" if value else "false"


def _keys() -> tuple[bytes, ...]:
    return derived_keys("account seal")


@lru_cache(maxsize=8192)
def _is_known_seal(keys: tuple[bytes, ...], seal: str, table: str, parts: tuple[str | None, ...]) -> bool:
    """The same, remembered: the door reads the same offices and names at every step."""
    return _is_seal(keys, seal, table, parts)


def _is_seal(keys: tuple[bytes, ...], seal: str, table: str, parts: Parts) -> bool:
    return any(hmac.compare_digest(seal, _seal(key, table, parts)) for key in keys)


def _seal(key: bytes, table: str, parts: Parts) -> str:
    return hmac.digest(key, json.dumps([table, *parts]).encode(), "sha256").hex()
