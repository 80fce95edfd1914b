"""Checks the seal of every account and pseudonym against its row, so that rows written by direct SQL are found.

The database gives the sealed parts as text, in one query for all accounts with their second factors.
"""

from collections.abc import Iterator
from uuid import UUID

from accounts.seals import FACTORS, is_account_seal, is_seal_of_pseudonym
from accounts.streamed import stream_rows

_ACCOUNTS = f"""
SELECT u.id, ARRAY[u.id::text, u.kind, u.email, u.name, u.password, encode(u.code_digest, 'hex'), u.is_active::text,
  u.is_superuser::text], {FACTORS}, u.seal
FROM accounts_user AS u ORDER BY u.id
"""  # noqa: S608
_PSEUDONYMS = "SELECT n.value, n.user_id, n.scope, n.seal FROM accounts_pseudonym AS n ORDER BY n.value"


def changed_accounts() -> Iterator[UUID]:
    """Yield the key of every account that was changed by another hand. One query; reads the whole table."""
    for key, parts, factors, seal in stream_rows(_ACCOUNTS):
        if not is_account_seal(seal, parts, factors):
            yield key


def changed_pseudonyms() -> Iterator[UUID]:
    """Yield whose pseudonym was changed by another hand. One query; reads the whole table."""
    for value, user, scope, seal in stream_rows(_PSEUDONYMS):
        if not is_seal_of_pseudonym(seal, value, user, scope):
            yield user
