"""The share of a long list that `make test` takes; `make long` takes all of it, with WHOLE set.

The share is drawn by name, so that one more name changes nothing for the others.
"""

import os
from collections.abc import Iterable
from zlib import crc32

WHOLE = bool(os.environ.get("WHOLE"))


def is_taken(name: str, *, one_in: int) -> bool:
    """Whether this run takes a name: every one of the long tier, one in so many of the others."""
    return WHOLE or crc32(name.encode()) % one_in == 0


def share_of(names: Iterable[str], *, one_in: int) -> list[str]:
    """Return the names that this run takes."""
    return [name for name in names if is_taken(name, one_in=one_in)]
