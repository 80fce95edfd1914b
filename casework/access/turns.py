"""Limits how many public reports are written at once, so that officers never wait behind all of them."""

import time
from collections.abc import Sequence
from typing import Any

from accounts.prepared import prepared_cursor
from casework.access.requests import CLAIM, KeyClaim

AT_ONCE = 8
PATIENCE_SECONDS, PAUSE_SECONDS = 2.0, 0.02
_PLACES = 0x6F617468
"""The first half of the advisory locks, one for each place; nothing else here uses advisory locks of two halves."""
_PLACE = """
place AS MATERIALIZED (
  SELECT n FROM generate_series(1, %(at_once)s::int) AS n WHERE pg_try_advisory_xact_lock(%(places)s::int, n) LIMIT 1
)
"""
_TAKE = f"WITH {_PLACE} SELECT NULL{{}} FROM place"  # noqa: S608
_TAKE_AND_CLAIM = (
    f"WITH {_PLACE}, claimed AS ({CLAIM.format('FROM place')}) SELECT EXISTS (SELECT FROM claimed){{}} FROM place"  # noqa: S608
)
"""By hand: advisory locks have no ORM form. A key is claimed only once there is a place."""


def wait_for_a_turn(*beside: str, claim: KeyClaim | None = None) -> tuple[Any, ...] | None:
    """Take one of the places for reports of the public until the transaction ends; return None if there was none.

    Call it before taking any lock that others wait for. After two seconds a report continues without a place: none is
    refused. With a place it returns the SQL values `beside`, which the same statement reads. The request key is claimed with or
    without a place; raises what `claim` raises.
    """
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while (found := _take_one(beside, claim)) is None:
        if time.monotonic() > patience_ends:
            if claim is not None:
                claim.make()
            return None
        time.sleep(PAUSE_SECONDS)
    is_new, *values = found
    if claim is not None:
        claim.refuse_unless(is_new=is_new)
    return tuple(values)


def _take_one(beside: Sequence[str], claim: KeyClaim | None) -> tuple[Any, ...] | None:
    values = {"at_once": AT_ONCE, "places": _PLACES} | (vars(claim) if claim else {})
    with prepared_cursor() as cursor:
        cursor.execute((_TAKE_AND_CLAIM if claim else _TAKE).format("".join(f", {one}" for one in beside)), values)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found
