"""The only clock. A demonstration may set it forward; nothing sets it back."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

MOST_DIGITS = 64
"""Bytes that are read of an offset: more than any number of seconds has digits."""


class ClockRefused(RuntimeError):
    """The clock was asked to go back, or to move where nobody demonstrates anything."""


def now() -> datetime:
    """This moment in UTC, aware, with microseconds; under DEMO the offset in CLOCK_OFFSET_FILE (seconds) is added."""
    real = datetime.now(UTC)
    return real + _offset() if settings.DEMO else real


def advance(by: timedelta) -> datetime:
    """Set a demonstration's clock forward for every process that reads the same file, and return the new moment.

    Raises ClockRefused outside DEMO, without a file, or when `by` is negative.
    """
    if not settings.DEMO or settings.CLOCK_OFFSET_FILE is None:
        raise ClockRefused("Only a demonstration has a clock that can be moved.")
    if by < timedelta():
        raise ClockRefused("The clock goes forward only.")
    path = Path(settings.CLOCK_OFFSET_FILE)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(str((_offset() + by).total_seconds()), encoding="ascii")
    os.replace(fresh, path)  # noqa: PTH105 - one step, so that a reader sees the old offset or the new one
    return now()


def _offset() -> timedelta:
    path = settings.CLOCK_OFFSET_FILE
    if path is None:
        return timedelta()
    try:
        # A page asks many times: a Path that reads text takes three times as long.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return timedelta(seconds=float(file.read(MOST_DIGITS) or 0))
    except FileNotFoundError:
        return timedelta()
