"""Timing acts, one after the other or several clients at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter, thread_time

WARM = 8
"""How many acts do not count: a web server has two processes of four threads, and each meets a page for the first time."""

type Clock = Callable[[], float]


def waiting() -> float:
    """Return the seconds on a clock that stands still while this thread computes: a caller's wait for somebody's answer.

    A program that asks spends a tenth of an act on its own headers and forms, on the machine that it measures.
    """
    return perf_counter() - thread_time()


def timed(act: Callable[[], object], times: int, *, clock: Clock = perf_counter) -> list[float]:
    """Return how many seconds each of so many acts took by this clock, after a few that do not count."""
    for _ in range(WARM):
        act()
    return [_once(act, clock) for _ in range(times)]


def timed_together(
    acts: Sequence[Callable[[], object]], times: int, *, warm: int = 1, clock: Clock = perf_counter
) -> tuple[list[float], float]:
    """Return how long each of so many acts took, and all of them: each client does its share, one after the other.

    `warm`: how many acts of each client do not count. All of them together are timed by the clock on the wall.
    """
    for act in acts:
        for _ in range(warm):
            act()
    share = times // len(acts)
    with ThreadPoolExecutor(len(acts)) as pool:
        began = perf_counter()
        took = list(pool.map(lambda act: [_once(act, clock) for _ in range(share)], acts))
        return [seconds for some in took for seconds in some], perf_counter() - began


def _once(act: Callable[[], object], clock: Clock) -> float:
    began = clock()
    act()
    return clock() - began
