"""Shifts the clock of this process only: its entries bear the shifted time, other processes keep the real one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set this process's clock to a moment; it runs on from there. The demonstration's own clock does not change."""
    shared = settings.CLOCK_OFFSET_FILE
    with tempfile.TemporaryDirectory(prefix="oathbound-clock-") as folder:
        own = Path(folder) / "clock"
        own.write_text(str((moment - datetime.now(UTC)).total_seconds()), encoding="ascii")
        settings.CLOCK_OFFSET_FILE = own
        try:
            yield
        finally:
            settings.CLOCK_OFFSET_FILE = shared
