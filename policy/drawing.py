"""Draws by the operating system's randomness, so that nobody can tell beforehand what is drawn."""

from collections.abc import Callable
from secrets import randbelow

HUNDRED = 100
throw: Callable[[int], int] = randbelow
"""Returns a number from 0 up to, but not including, the one given. Tests and the demonstration set what it returns."""


def is_drawn(share: int) -> bool:
    """Whether one case is among the `share` in a hundred that are drawn. Each call is a draw of its own."""
    return throw(HUNDRED) < share


def last(below: int) -> int:
    """Return the highest number that can be thrown: for worlds that are made again and again, and always alike."""
    return below - 1
