"""Celery tasks of dispatch. A message in the queue is only a hint: what is due is read from the database."""

from celery import shared_task

from notifications.account_mails import send_waiting
from notifications.announcements import announce_waiting
from notifications.checkpoint_mails import write_checkpoint_mails
from notifications.dispatch import place_letters


@shared_task(name="notifications.post", acks_late=True)
def post() -> None:
    """Place what waits in the inboxes and announce it; run after each step and, against crashes, every minute."""
    while place_letters():
        pass
    announce_waiting()


@shared_task(name="notifications.account_mails", acks_late=True)
def account_mails() -> None:
    """Send the mails about accounts that are due; run after each is written and, against crashes, every minute."""
    send_waiting()


@shared_task(name="notifications.checkpoint_mails", acks_late=True)
def checkpoint_mails() -> None:
    """Write the mails of the day's checkpoint; run every hour, and each person gets a checkpoint once."""
    write_checkpoint_mails()
