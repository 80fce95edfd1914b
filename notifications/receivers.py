"""The one receiver of the one signal: after a step is committed, wake the post room."""

from typing import Any

import structlog
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from ledger.signals import entry_recorded
from notifications.tasks import post

LOG = structlog.get_logger()


@receiver(entry_recorded, dispatch_uid="wake_the_post_room")
def wake_the_post_room(**_: Any) -> None:
    """Ask for a round of the post room. When the broker is down the sweep of the next minute does it."""
    try:
        post.apply_async(retry=False, ignore_result=True)
    except OperationalError:
        LOG.warning("broker_is_down", task="notifications.post")
