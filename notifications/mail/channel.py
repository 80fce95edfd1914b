"""Mails and how they leave: for a letter "You have a message" and no more, and mails about an account.

No mail tells a case, a code name or another person. Each has the same Message-ID whenever it is tried.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import timedelta
from email.utils import formataddr, parseaddr
from enum import Enum
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.mails import KINDS, MailKind
from accounts.models import AccountMail
from notifications.mail.checkpoints import checkpoint_words
from notifications.models import Message
from policy.queries import name_of_body

AWAY, AWAY_SECONDS = "mail-server-is-away", 20
LONGEST_WAIT_MINUTES, MOST_TRIES = 60, 30
"""A mail that is refused waits 1, 2, 4 … 60 minutes; after so many tries, about a day, nobody hopes for it any more."""


MORE: Mapping[MailKind, Callable[[], dict[str, str]]] = {MailKind.CHECKPOINT: checkpoint_words}
"""What the template of a kind is given besides."""


class Refusal(Enum):
    """Why a mail did not leave."""

    BOUNCED = "the server said for good that it does not take mail for this recipient"
    NOT_NOW = "the server did not take this mail"
    SERVER_AWAY = "the server takes no mail at all"


def announce(message: Message, address: str) -> None:
    """Send the mail for a letter, or a reminder of it.

    Raises what the mail server raises, and ValueError for what is no address.
    """
    society, name = name_of_body(), "reminder" if message.reminders else "mail"
    subject = render_to_string(f"letters/{name}.subject").strip()
    body = render_to_string(f"letters/{name}.txt", {"site": settings.BASE_URL, "society": society})
    _mail(subject, body, address, society, message_id(message)).send()


def send_account_mail(mail: AccountMail, address: str) -> None:
    """Send a mail about an account. Its link is made now. Raises as `announce` does."""
    society, kind = name_of_body(), KINDS[MailKind(mail.kind)]
    subject = f"{kind.subject} – {society}" if society else str(kind.subject)
    said = {"society": society, "contact": settings.CONTACT, "link": kind.link(mail.user)}
    said |= MORE.get(MailKind(mail.kind), dict)()
    body = render_to_string(f"account/email/{mail.kind}.txt", said)
    _mail(subject, body, address, society, _message_id(f"account mail/{mail.pk}")).send()


def server_is_away() -> bool:
    """Whether the mail server took no mail at all some seconds ago: each attempt may last as long as its timeout."""
    return bool(cache.get(AWAY))


def why_refused(error: Exception) -> Refusal:
    """Return what an exception of the mail server, or of the library that speaks to it, means. It is noted that it is away."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Refusal.BOUNCED if codes and min(codes) >= 500 else Refusal.NOT_NOW
    about_this_mail = (SMTPDataError, SMTPNotSupportedError)
    if isinstance(error, about_this_mail) or not isinstance(error, OSError):  # what SMTP raises is an OSError
        return Refusal.NOT_NOW
    cache.set(AWAY, True, AWAY_SECONDS)
    return Refusal.SERVER_AWAY


def wait_after(tries: int) -> timedelta:
    """Return how long a mail waits that was refused so many times before."""
    return timedelta(minutes=min(2**tries, LONGEST_WAIT_MINUTES))


def message_id(message: Message) -> str:
    """Return a Message-ID that follows from entry, reader, letter and reminder, and tells none of them."""
    reminder = f"/{message.reminders}" if message.reminders else ""
    return _message_id(f"{message.about}/{message.reader_id}/{message.template}{reminder}")


def _message_id(words: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), b"message-id\0" + words.encode(), hashlib.sha256).hexdigest()
    return f"<{digest[:32]}@{settings.MAIL_DOMAIN}>"


def _mail(subject: str, body: str, address: str, society: str, message_id: str) -> EmailMessage:
    body = body.strip() + "\n"
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=subject, body=body, from_email=_sender(society), to=[address], headers=headers)


def _sender(society: str) -> str:
    """Return the sender that the settings name; it bears the Society's name unless they give another."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or society, address))
