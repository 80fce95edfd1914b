"""Counts in the shared cache, several in one command."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache


def count_all(counts: Mapping[str, int], seconds: int) -> list[int]:
    """Add to each count and return them, in their order. A count that is begun ends after so many seconds.

    Our own backends have it (config/fallback_cache.py). Django's interface counts one at a time, and begins none.
    """
    backend: Any = cache
    found: list[int] = backend.count_all(counts, seconds)
    return found
