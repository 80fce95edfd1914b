"""Sends the mails about accounts, each when it is due. What waits is read from the table, never from the queue.

A mail is claimed by a lock on its row until the mail server has answered, so two workers never send it both. A worker that
is killed between that answer and COMMIT leaves the row as it was: the mail goes again, under the same Message-ID.
"""

import time
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.utils import timezone

from accounts.backends import may_sign_in
from accounts.mails import KEPT, KINDS, MailKind
from accounts.models import AccountMail, User
from accounts.resets import take_requests
from accounts.sealing import open_secret
from notifications.mail.channel import (
    MOST_TRIES,
    Refusal,
    send_account_mail,
    server_is_away,
    wait_after,
    why_refused,
)
from notifications.waiting.mails import something_waits

BATCH, BATCH_OF_MANY = 200, 20
CAN_WAIT = [kind.value for kind, says in KINDS.items() if says.can_wait]
ROUND_SECONDS = 60
AWAY_WAIT = timedelta(minutes=1)
SENDING = 0x6D61696C
"""The sender's advisory lock: a mail server that hangs blocks one thread of the worker, not all."""
LOG = structlog.get_logger()


class SentElsewhere(Exception):
    """Another round is sending; it goes on until nothing is due."""


def send_waiting() -> int:
    """Send what is due, oldest first, for about a minute; return how many mails left.

    A server that takes no mail ends the round, and for some seconds no other round asks it: each attempt may take as long
    as the server's timeout. Nothing is given up for that, however long it lasts.
    """
    take_requests()
    AccountMail.objects.filter(next_try__isnull=True, made_at__lt=timezone.now() - KEPT).delete()
    ends, sent = time.monotonic() + ROUND_SECONDS, 0
    while keys := _due():
        before = sent
        for key in keys:
            if server_is_away() or time.monotonic() > ends:
                return sent
            try:
                sent += _attempt(key)
            except SentElsewhere:
                return sent
        if sent == before:
            break
    return sent


def _due() -> list[UUID]:
    """Return the next mails, those that can wait only when nothing else is due."""
    due = AccountMail.objects.filter(next_try__lte=timezone.now()).order_by("next_try").values_list("pk", flat=True)
    return list(due.exclude(kind__in=CAN_WAIT)[:BATCH]) or list(due.filter(kind__in=CAN_WAIT)[:BATCH_OF_MANY])


def _attempt(key: UUID) -> bool:
    """Try one mail; return whether it left. One that cannot even be written waits, and holds up no other."""
    try:
        return _send(key)
    except SentElsewhere:
        raise
    except Exception:
        LOG.exception("mail_was_not_written")
    with transaction.atomic():
        mail = AccountMail.objects.select_for_update(skip_locked=True).filter(pk=key, next_try__isnull=False).first()
        if mail is not None:
            _settle(mail, Refusal.NOT_NOW)
    return False


@transaction.atomic
def _send(key: UUID) -> bool:
    with connection.cursor() as cursor:  # no queryset takes an advisory lock
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SENDING])
        if cursor.fetchone() == (False,):
            raise SentElsewhere
    claimed = AccountMail.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
    mail = claimed.filter(pk=key, next_try__lte=timezone.now()).first()
    if mail is None:
        return False
    address = _address(mail)
    if not address:
        mail.delete()
        return False
    try:
        send_account_mail(mail, address)
    except OSError as error:  # also what SMTP raises
        # The type alone: what the server said may repeat the address.
        LOG.warning("mail_was_not_taken", exc_info=error, tries=mail.tries)
        _settle(mail, why_refused(error))
        return False
    _settle(mail)
    return True


def _address(mail: AccountMail) -> str:
    """Return where a mail goes; nowhere if it would let in somebody who may not sign in any more, or is no longer true."""
    user: User = mail.user
    if mail.kind == MailKind.SOMETHING_WAITS and not something_waits(user.pk):
        return ""
    if KINDS[MailKind(mail.kind)].opens:
        return user.email or "" if may_sign_in(user, User.objects.factors_of(user.pk)) else ""
    return open_secret(bytes(mail.address), user.pk.bytes).decode() if mail.address else user.email or ""


def _settle(mail: AccountMail, refusal: Refusal | None = None) -> None:
    """Note that a mail left, that it bounced, or when it is tried again."""
    moment = timezone.now()
    mail.next_try = None
    if refusal is None:
        mail.sent_at = moment
    elif refusal is Refusal.SERVER_AWAY:
        mail.next_try = moment + AWAY_WAIT
    elif refusal is Refusal.BOUNCED or mail.tries + 1 >= MOST_TRIES:
        mail.bounced_at = moment
        LOG.warning("mail_bounced")
    else:
        mail.next_try = moment + wait_after(mail.tries)
    if mail.next_try is None:
        mail.address = None
    mail.tries += refusal is Refusal.NOT_NOW
    mail.save(update_fields=["tries", "next_try", "sent_at", "bounced_at", "address"])
