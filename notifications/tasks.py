"""Celery entrances of the post room. A message in the queue is a hint; what is due is read from the database."""

from celery import shared_task

from notifications.announcements import announce_waiting
from notifications.post_room import place_letters


@shared_task(name="notifications.post", acks_late=True)
def post() -> None:
    """Place what waits in the inboxes and announce it; run after each step and, against crashes, every minute."""
    while place_letters():
        pass
    announce_waiting()
