"""The queue's transport, with one fault of kombu 5.7 mended: a worker that loses the queue amid a task finds it again.

While a lost connection is closed, the tasks that were taken are put back. Where the transport has been closed first, kombu
reads an attribute of None there, and the worker ends as of an error that nothing can be done about (2 of 28 tries with a
busy worker). An error of the connection, which it is, has the worker connect again. What was taken comes back by itself.
"""

from typing import Any

from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as of_kombu
from redis.exceptions import ConnectionError as ConnectionLost


class Channel(of_kombu.Channel):
    """A channel that says of a closed connection that it is closed."""

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
