"""How much one network may do in an hour before what it sends goes into the slow lane. Counted in the shared cache alone."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum

from django.core.cache import cache
from redis.exceptions import RedisError

SECONDS = 3600
NO_CACHE = (RedisError, OSError)


class Budget(StrEnum):
    """What is counted, each by itself."""

    FILING = "filing"
    WORDS = "words"
    DRAFT = "draft"
    UPLOAD = "upload"
    CODE = "code"


PER_HOUR: Mapping[Budget, int] = {
    Budget.FILING: 20,
    Budget.WORDS: 20,
    Budget.DRAFT: 60,
    Budget.UPLOAD: 200,
    Budget.CODE: 30,
}
"""How many are usual. `WORDS` counts reports that say the same, wherever they come from."""


def spend(budget: Budget, source: str) -> bool:
    """Count one for a source; return whether it keeps within its budget. Without the cache everybody does."""
    key = f"budget:{budget}:{source}"
    try:
        cache.add(key, 0, SECONDS)
        return int(cache.incr(key)) <= PER_HOUR[budget]
    except (*NO_CACHE, ValueError):
        return True


def flood(*counted: tuple[Budget, str]) -> str:
    """Count one for each source; return the name of the flood that it is part of, or nothing where all keep within.

    The name is random, the same for everything that comes beyond one budget in an hour, and tells nothing of the source.
    """
    over = [f"flood:{budget}:{source}" for budget, source in counted if not spend(budget, source)]
    with suppress(*NO_CACHE):
        return str(cache.get_or_set(over[0], lambda: secrets.token_hex(6), SECONDS)) if over else ""
    return ""
