"""Timing acts over HTTP, one after the other or several clients at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

WARM = 4


def timed(act: Callable[[], object], times: int) -> list[float]:
    """Return how many seconds each of so many acts took, after a few that do not count."""
    for _ in range(WARM):
        act()
    return [_once(act) for _ in range(times)]


def timed_together(acts: Sequence[Callable[[], object]], times: int, *, warm: int = 1) -> tuple[list[float], float]:
    """Return how long each of so many acts took, and all of them: each client does its share, one after the other.

    `warm`: how many acts of each client do not count.
    """
    for act in acts:
        for _ in range(warm):
            act()
    share = times // len(acts)
    with ThreadPoolExecutor(len(acts)) as pool:
        began = perf_counter()
        took = list(pool.map(lambda act: [_once(act) for _ in range(share)], acts))
        return [seconds for some in took for seconds in some], perf_counter() - began


def _once(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began
