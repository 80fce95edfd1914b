"""Which letters still have to be announced by mail, and to whom that is still right."""

from datetime import datetime, timedelta
from smtplib import SMTPException
from uuid import UUID

import structlog
from django.db import transaction

from casework import access
from casework.vocabulary import Seat
from ledger.clock import now
from notifications.channels.mail import announce
from notifications.models import Message
from notifications.post_room import readers

BATCH = 200
LONGEST_WAIT_MINUTES = 60
LOG = structlog.get_logger()


def announce_waiting() -> int:
    """Try each announcement that is due, at most a batch, one transaction each; return how many mails went out.

    A server that refuses or is away costs nothing but time: the letter lies in the portal, and the mail is tried again
    after 1, 2, 4 … 60 minutes.
    """
    due = Message.objects.filter(mail_due__lte=now()).order_by("mail_due").values_list("pk", flat=True)[:BATCH]
    return sum(_announce(key) for key in list(due))


@transaction.atomic
def _announce(key: UUID) -> bool:
    """Announce one letter. Who may hear is asked again now: who was recused meanwhile gets no mail and finds no letter."""
    moment = now()
    waiting = Message.objects.select_for_update(skip_locked=True, of=("self",)).select_related("reader", "case")
    message = waiting.filter(pk=key, mail_due__lte=moment).first()
    if message is None:
        return False
    if message.opened_at is not None or not message.reader.email:
        _note(message, moment, done=True)
        return False
    message.case.facts = access.facts_of(message.case, moment)
    if message.reader not in readers(message.case, Seat(message.seat)):
        message.delete()
        return False
    sent = _sent(message)
    _note(message, moment, done=sent)
    return sent


def _sent(message: Message) -> bool:
    try:
        announce(message)
    except (SMTPException, OSError) as error:
        # The type alone: what the server said may repeat the address.
        LOG.warning("mail_was_not_taken", error=type(error).__name__, tries=message.tries + 1)
        return False
    return True


def _note(message: Message, moment: datetime, *, done: bool) -> None:
    """Set when to try again, or that nothing is left to try."""
    wait = timedelta(minutes=min(2**message.tries, LONGEST_WAIT_MINUTES))
    message.mail_due = None if done else moment + wait
    message.tries = message.tries if done else min(message.tries + 1, 30)
    message.save(update_fields=["mail_due", "tries"])
