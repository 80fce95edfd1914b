"""Limits how much one network may send in an hour before it goes into the slow lane, and how often a person may try.

Only the shared cache counts it.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum

from django.core.cache import cache
from redis.exceptions import RedisError

from accounts.counting import count_all
from accounts.rate_limit_key import hourly_token

SECONDS = 3600
NO_CACHE = (RedisError, OSError)


class Budget(StrEnum):
    FILING = "filing"
    WORDS = "words"
    DRAFT = "draft"
    UPLOAD = "upload"
    CODE = "code"
    HELD = "held"


PER_HOUR: Mapping[Budget, int] = {
    Budget.FILING: 20,
    Budget.WORDS: 20,
    Budget.DRAFT: 60,
    Budget.UPLOAD: 200,
    Budget.CODE: 30,
    Budget.HELD: 5,
}
"""The usual maximum. `FILING` counts each person complained of, `WORDS` reports in the same words from anywhere. `HELD`
counts steps, messages, notes and tasks of one person in one case that the check for sealed names held, or that their author
took back, changed or deleted after it.
"""


def spend(budget: Budget, source: str, count: int = 1) -> bool:
    """Count for a source; return whether it stays within its budget. Without the cache, every source does."""
    return spend_all([(budget, source, count)])[0]


def spend_all(spent: Sequence[tuple[Budget, str, int]]) -> list[bool]:
    """Do the same for several budgets, in one command to the cache."""
    counts = {f"budget:{budget}:{source}": count for budget, source, count in spent}
    try:
        found = count_all(counts, SECONDS)
    except NO_CACHE:
        return [True] * len(spent)
    return [number <= PER_HOUR[budget] for (budget, _, _), number in zip(spent, found, strict=True)]


def flood_of(source: str, words: str, cases: int) -> str:
    """Count a report for its network, once for each case, and for its words. Return the name of its flood, or "".

    The name is random, the same for all reports beyond one budget in an hour, and says nothing about the source. Texts
    that differ only in case, spaces and signs count as the same words.
    """
    alike = hourly_token("words", re.sub(r"[\W_]+", "", words.casefold()))
    counted = ((Budget.FILING, source, cases), (Budget.WORDS, alike, 1))
    usual = spend_all(counted)
    over = [f"flood:{one}:{which}" for (one, which, _), is_usual in zip(counted, usual, strict=True) if not is_usual]
    with suppress(*NO_CACHE):
        return str(cache.get_or_set(over[0], lambda: secrets.token_hex(6), SECONDS)) if over else ""
    return ""
