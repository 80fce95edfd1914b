"""The queue's transport, with one fault of kombu 5.7 mended: a worker that loses the queue during a task connects again.

When a connection is lost, kombu puts the tasks back that the worker had taken. If the transport was closed first, kombu
reads an attribute of None, and the worker ends (2 of 28 tries with a busy worker). This transport raises an error of the
connection instead, so the worker connects again, and the queue delivers the tasks again.
"""

from typing import Any

from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as of_kombu
from redis.exceptions import ConnectionError as ConnectionLost


class Channel(of_kombu.Channel):
    """A channel that reports a closed connection as closed."""

    def _connparams(self, asynchronous: bool = False) -> Any:
        if self.connection is None or self.connection.client is None:
            raise ConnectionLost("the connection to the queue was closed")
        return super()._connparams(asynchronous)  # type: ignore[misc]


class Transport(of_kombu.Transport):
    """The transport for `redis://` and `redis+socket://`, with that channel."""

    Channel = Channel


def use() -> None:
    """Have every connection to a queue that is opened from here on use this transport."""
    TRANSPORT_ALIASES["redis"] = f"{__name__}:Transport"
