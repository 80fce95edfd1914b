"""The one receiver of the one signal: after a step is committed, wake the post room."""

from threading import local
from typing import Any

import structlog
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from ledger.signals import entry_recorded
from notifications.tasks import post

LOG = structlog.get_logger()
APART = 1
"""Seconds between two rounds that steps ask for: a flood of reports asks for one a second, not for one each."""


class Answering(local):
    """What this thread is at: whether it answers a request, and whether the post room is to be woken once it has."""

    now = False
    wakes = False


_answering = Answering()


@receiver(entry_recorded, dispatch_uid="wake_the_post_room")
def wake_the_post_room(**_: Any) -> None:
    """Ask for a round of the post room; who waits for an answer gets it first.

    The first step asks for a round at once. Those of the same second share one that comes a second later, after all of
    them. When the broker is down, or the process dies before it asks, the sweep of the next minute does it.
    """
    if _answering.now:
        _answering.wakes = True
        return
    first = cache.add("post-room:now", True, APART)
    if not first and not cache.add("post-room:soon", True, APART):
        return
    try:
        post.apply_async(countdown=0 if first else APART, retry=False, ignore_result=True)
    except OperationalError:
        LOG.warning("broker_is_down", task="notifications.post")


@receiver(request_started, dispatch_uid="answering_begins")
def answering_begins(**_: Any) -> None:
    """From now on an answer goes first."""
    _answering.now, _answering.wakes = True, False


@receiver(request_finished, dispatch_uid="answering_ends")
def answering_ends(**_: Any) -> None:
    """The answer is out: do what waited for it."""
    wakes = _answering.wakes
    _answering.now, _answering.wakes = False, False
    if wakes:
        wake_the_post_room()
