"""What a walk on the database takes from its seed besides its lots: the time, and every id. So a seed tells one walk twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.db import transaction

TICK = timedelta(milliseconds=1)


@dataclass
class HandClock:
    """A clock that stands where it was set, but for a tick at every look; it is looked at as `datetime` is."""

    moment: datetime

    def now(self, _: tzinfo) -> datetime:
        """Return this moment."""
        self.moment += TICK
        return self.moment

    def move(self, by: timedelta) -> None:
        """Set the clock forward."""
        self.moment += by

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """Take back what is done, and the days that pass meanwhile."""
        here, moment = transaction.savepoint_create(), self.moment
        try:
            yield
        finally:
            transaction.savepoint_rollback(here)
            self.moment = moment
