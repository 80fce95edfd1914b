"""Celery beat: sends each scheduled task, and loads no app of ours to do so. The only secret it gets is the queue's address."""

from datetime import UTC, datetime
from logging.config import dictConfig

from celery import Celery
from celery.signals import before_task_publish, setup_logging

from config import broker, env
from config.logs import logging_settings

app = Celery("oathbound", fixups=[], set_as_current=False)  # without the fixup that would load every app
app.config_from_object(broker, namespace="CELERY")


@setup_logging.connect
def keep_logging(**_: object) -> None:
    """Log like every other process; connecting this receiver stops Celery from installing its own handlers."""
    dictConfig(logging_settings(level=env.text("LOG_LEVEL")))


@before_task_publish.connect
def say_when(headers: dict[str, object], **_: object) -> None:
    """Put the time of sending into each message: a message that waits long does not mean that beat has stopped."""
    headers["sent_at"] = datetime.now(UTC).isoformat()
