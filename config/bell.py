"""The beat: rings the clocks, and loads no room of the house for that. It asks no database.

It reads the settings whole, and with them the secrets that they name.
"""

from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging

from config import settings

app = Celery("oathbound", fixups=[], set_as_current=False)  # without the fixup that would load the whole house
app.config_from_object(settings, namespace="CELERY")


@setup_logging.connect
def keep_logging(**_: Any) -> None:
    """Log as the house does: a receiver here is what stops Celery from adding its own."""
    dictConfig(settings.LOGGING)
