"""PostgreSQL as Django has it, with a check of a kept connection that does not wait for an answer each time.

Django asks the database `SELECT 1` at the beginning of every request. A report of the full way has 25 requests.
"""

from select import POLLIN, poll
from time import monotonic

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

SOUND = (TransactionStatus.IDLE, TransactionStatus.INTRANS)

ASKED_EVERY = 5.0
"""How many seconds a connection that answered is taken for usable while nothing has arrived on it."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is asked at most every few seconds whether it still answers."""

    _answered_at: float | None = None

    def is_usable(self) -> bool:
        """Whether the connection answers. One that the database has closed has its end waiting to be read."""
        if self._answered_lately() and self._is_quiet():
            return True
        usable = bool(super().is_usable())
        self._answered_at = monotonic() if usable else None
        return usable

    def connect(self) -> None:
        self._answered_at = None
        super().connect()

    def _is_quiet(self) -> bool:
        """Whether no error occurred, no transaction has failed, and nothing waits to be read."""
        failed = self.errors_occurred or self.connection.info.transaction_status not in SOUND
        return not failed and not _has_arrived(self.connection.fileno())

    def _answered_lately(self) -> bool:
        return self._answered_at is not None and monotonic() - self._answered_at < ASKED_EVERY


def _has_arrived(descriptor: int) -> bool:
    waiting = poll()
    waiting.register(descriptor, POLLIN)
    return bool(waiting.poll(0))
