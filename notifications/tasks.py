"""Celery tasks of dispatch. A message in the queue is only a hint: what is due is read from the database."""

from celery import shared_task

from notifications.dispatch.account_mails import send_waiting
from notifications.dispatch.announcements import announce_waiting
from notifications.dispatch.dispatcher import place_letters
from notifications.mail.checkpoints import write_checkpoint_mails
from notifications.waiting.mails import write_waiting_mails
from notifications.waiting.times import notify_of_clocks, notify_of_letters


@shared_task(name="notifications.post", acks_late=True)
def post() -> None:
    """Place letters and what waits, and announce them; run after each step and, against crashes, every minute."""
    while place_letters():
        pass
    notify_of_clocks()
    announce_waiting()
    write_waiting_mails()


@shared_task(name="notifications.account_mails", acks_late=True)
def account_mails() -> None:
    """Send the mails about accounts that are due; run after each is written and, against crashes, every minute."""
    send_waiting()


@shared_task(name="notifications.checkpoint_mails", acks_late=True)
def checkpoint_mails() -> None:
    """Write the mails of the day's checkpoint; run every hour, and each person gets a checkpoint once."""
    write_checkpoint_mails()


@shared_task(name="notifications.unopened", acks_late=True)
def unopened() -> None:
    """Place the letters to respondents that nobody opened within five business days; run every hour."""
    notify_of_letters()
