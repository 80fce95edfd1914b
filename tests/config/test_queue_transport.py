"""A worker that loses the queue while it puts back what it had taken is told so, and connects again."""

from kombu import Connection
from redis.exceptions import ConnectionError as ConnectionLost

from config import broker, queue_transport
from config.celery import app


def test_every_connection_to_the_queue_knows_when_it_was_closed(db: None) -> None:
    for connection in (app.connection_for_read(), Connection(broker.CELERY_BROKER_URL)):
        with connection, connection.channel() as channel:
            assert isinstance(channel, queue_transport.Channel)
            assert channel._connparams()["password"]
            kept, connection.transport.client = connection.transport.client, None
            try:
                channel._connparams()
            except connection.connection_errors as fault:
                assert isinstance(fault, ConnectionLost)
            else:
                raise AssertionError("a closed connection was not noticed")
            finally:
                connection.transport.client = kept
