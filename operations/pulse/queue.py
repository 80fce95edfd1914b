"""Reads from the broker how much waits in the queue, and when the beat last sent a task."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from config import broker

SENT_AT = "sent_at"
"""The header in which the beat writes when it sent a task."""
WAIT_SECONDS = 1
NEAR_AN_END = 20


@dataclass(frozen=True)
class Waiting:
    """Whether the queue answers, how many tasks wait in it, since when the oldest waits, and when the beat last sent one.

    `check_since`: since when a nightly check has waited for its worker.
    """

    answers: bool
    tasks: int = 0
    oldest: datetime | None = None
    sent_at: datetime | None = None
    check_since: datetime | None = None


def queue_client(seconds: float) -> Celery:
    """Return a client of the queue that waits `seconds` for an answer, and never retries."""
    options = {"max_retries": 0, "socket_connect_timeout": seconds, "socket_timeout": seconds}
    return Celery(broker=broker.CELERY_BROKER_URL, broker_transport_options=options, set_as_current=False)


def read_queue() -> Waiting:
    """Ask the queue. Without a BROKER_URL, `answers` is false."""
    if not broker.CELERY_BROKER_URL:
        return Waiting(answers=False)
    with queue_client(WAIT_SECONDS) as asking:
        try:
            with asking.connection_for_read() as connection:
                channel: Any = connection.default_channel
                return _read(channel.client, asking.conf.task_default_queue)
        except (OperationalError, OSError, RedisError):
            return Waiting(answers=False)


def _read(server: Any, name: str) -> Waiting:
    """Read both ends of the list: the newest task stands first, and the worker takes the last."""
    return Waiting(
        answers=True,
        tasks=server.llen(name),
        oldest=min(_sent_times(server.lrange(name, -NEAR_AN_END, -1)), default=None),
        sent_at=max(_sent_times(server.lrange(name, 0, NEAR_AN_END - 1)), default=None),
        check_since=min(_sent_times(server.lrange(broker.CHECKS, -NEAR_AN_END, -1)), default=None),
    )


def _sent_times(messages: Iterable[bytes]) -> list[datetime]:
    headers = [json.loads(message).get("headers", {}) for message in messages]
    return [datetime.fromisoformat(each[SENT_AT]) for each in headers if SENT_AT in each]
