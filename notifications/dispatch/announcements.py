"""Which letters still have to be announced by mail, to which address, and to whom that is still right."""

from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused
from uuid import UUID

import structlog
from django.db import OperationalError, transaction

from casework import access
from casework.procedure.plain_step import do
from casework.queries.reports.own_report import address_asked
from casework.vocabulary import Channel, Refused, Seat, Verb
from ledger.clock import now
from notifications.dispatch.dispatcher import readers
from notifications.mail.channel import MOST_TRIES, Refusal, announce, server_is_away, wait_after, why_refused
from notifications.mail.throttle import MailThrottle
from notifications.models import Message
from vault.compartments import CannotOpen

BATCH = 200
LOG = structlog.get_logger()


def announce_waiting() -> int:
    """Try each announcement that is due, at most a batch, one transaction each; return how many mails went out.

    A server that refuses or is away costs nothing but time: the letter lies in the portal, and the mail is tried again
    after 1, 2, 4 … 60 minutes. A server that is away ends the round.
    """
    due = Message.objects.filter(mail_due__lte=now()).order_by("mail_due").values_list("pk", flat=True)[:BATCH]
    keys = list(due)
    left = sum(_announce(key) for key in keys if not server_is_away())
    for message in Message.objects.select_related("case").filter(pk__in=keys, tries__gt=MOST_TRIES):
        _record_bounce(message)
    return left


@transaction.atomic
def _announce(key: UUID) -> bool:
    """Announce one letter. Its readers are asked for again now: a person recused meanwhile gets no mail and finds no letter.

    Whether a reporter asked for a mail stands in the sealed report alone, and is opened now.
    """
    moment = now()
    waiting = Message.objects.select_for_update(skip_locked=True, of=("self",)).select_related("reader", "case")
    message = waiting.filter(pk=key, mail_due__lte=moment).first()
    if message is None:
        return False
    if message.opened_at is not None:
        return _settle(message)
    message.case.view = access.view_of(message.case, moment)
    if message.reader not in readers(message.case, Seat(message.seat)):
        message.delete()
        return False
    try:
        address = _address(message)
    except CannotOpen:
        LOG.warning("address_did_not_open", tries=message.tries + 1)
        return _try_again(message, moment)
    return _send(MailThrottle(message=message, address=address, moment=moment)) if address else _settle(message)


def _address(message: Message) -> str:
    if message.seat == Seat.COMPLAINANT:
        return address_asked(message.case, message.reader)
    return message.reader.email or ""


def _send(throttle: MailThrottle) -> bool:
    message, moment = throttle.message, throttle.moment
    departure = throttle.claim_departure()
    if departure != moment:
        return _settle(message, until=departure)
    try:
        announce(message, throttle.address)
    except (SMTPException, OSError, ValueError) as error:
        # Type and code alone reach the log: what the server said may repeat the address.
        LOG.warning("mail_was_not_taken", exc_info=error, tries=message.tries + 1)
        refusal = why_refused(error)
        throttle.release(left=False)
        if _bounces(message, refusal):
            message.tries = MOST_TRIES + 1
            message.save(update_fields=["tries"])
            return _settle(message, until=moment + wait_after(message.tries))
        return _settle(message) if _is_hopeless(message, error) else _try_again(message, moment)
    throttle.release(left=True)
    _settle(message)
    return True


def _bounces(message: Message, refusal: Refusal) -> bool:
    """Whether the respondent's server has said for about a day that it takes no mail for this address."""
    return message.seat == Seat.RESPONDENT and refusal is Refusal.BOUNCED and message.tries >= MOST_TRIES


def _record_bounce(message: Message) -> None:
    """Record in the case that mail about a letter does not reach the respondent, so that its reminders go by post.

    If that fails, the mail is tried again in an hour, and with it this.
    """
    failed = {"about": message.about, "reader": Seat.RESPONDENT, "channel": Channel.MAIL}
    try:
        do(Verb.RECORD_BOUNCE, reference=message.case.reference, by=access.the_clock(), **failed)
    except (Refused, OperationalError) as error:
        LOG.warning("bounce_was_not_recorded", exc_info=error, entry_id=str(message.about))
    else:
        Message.objects.filter(pk=message.pk).update(tries=0, mail_due=None)


def _is_hopeless(message: Message, error: Exception) -> bool:
    """Whether an address that nobody checked has been refused for about a day: anybody can type what is none."""
    about_the_address = isinstance(error, (SMTPRecipientsRefused, ValueError))
    return message.seat == Seat.COMPLAINANT and about_the_address and message.tries >= MOST_TRIES


def _settle(message: Message, *, until: datetime | None = None) -> bool:
    """Set that nothing is left to try, or nothing until then. No mail has gone out, so it is False."""
    message.mail_due = until
    message.save(update_fields=["mail_due"])
    return False


def _try_again(message: Message, moment: datetime) -> bool:
    """Set when to try again. No mail has gone out, so it is False."""
    message.mail_due = moment + wait_after(message.tries)
    message.tries = min(message.tries + 1, MOST_TRIES)
    message.save(update_fields=["mail_due", "tries"])
    return False
