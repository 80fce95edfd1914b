"""Limits how many public reports are written at once, so that officers never wait behind all of them."""

import time
from typing import Any

from accounts.prepared import prepared_cursor

AT_ONCE = 8
PATIENCE_SECONDS, PAUSE_SECONDS = 2.0, 0.02
_PLACES = 0x6F617468
"""The first half of the advisory locks, one for each place; nothing else here uses advisory locks of two halves."""
_TAKE = """
SELECT {} FROM generate_series(1, %s::int) AS n WHERE pg_try_advisory_xact_lock(%s::int, n) LIMIT 1
"""
"""By hand: advisory locks have no ORM form."""


def wait_for_a_turn(beside: str = "true") -> Any:
    """Take one of the places for reports of the public until the transaction ends; return None if there was none.

    Call it before taking any lock that others wait for. After two seconds a report continues without a place: none is
    refused. With a place it returns the SQL value `beside`, which the same statement reads.
    """
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while (found := _take_one(beside)) is None:
        if time.monotonic() > patience_ends:
            return None
        time.sleep(PAUSE_SECONDS)
    return found[0]


def _take_one(beside: str) -> tuple[Any, ...] | None:
    with prepared_cursor() as cursor:
        cursor.execute(_TAKE.format(beside), [AT_ONCE, _PLACES])
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found
