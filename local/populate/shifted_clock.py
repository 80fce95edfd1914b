"""Shifts the clock of this process alone: its entries carry the shifted time, other processes keep the real one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let this process's clock stand at a moment, from where it goes on; the demonstration's own clock is not touched."""
    shared = settings.CLOCK_OFFSET_FILE
    with tempfile.TemporaryDirectory(prefix="oathbound-clock-") as folder:
        own = Path(folder) / "clock"
        own.write_text(str((moment - datetime.now(UTC)).total_seconds()), encoding="ascii")
        settings.CLOCK_OFFSET_FILE = own
        try:
            yield
        finally:
            settings.CLOCK_OFFSET_FILE = shared
