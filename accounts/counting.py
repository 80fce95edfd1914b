"""Changes several counts in the shared cache by one command."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache


def count_all(counts: Mapping[str, int], seconds: int) -> list[int]:
    """Add to each count and return the new counts, in the same order. A count that is new ends after so many seconds.

    Only our own backends can do this (config/fallback_cache.py). Django changes one count at a time, and cannot start one.
    """
    backend: Any = cache
    found: list[int] = backend.count_all(counts, seconds)
    return found
