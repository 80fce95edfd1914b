"""The one mail this system sends: "You have a message", with nothing that tells a case, a person or a letter."""

import hashlib
import hmac

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from notifications.models import Message


def announce(message: Message, address: str) -> None:
    """Send the mail for a letter. Raises what the mail server raises, and ValueError for what is no address.

    The same letter has the same Message-ID each time.
    """
    mail = EmailMessage(
        subject=render_to_string("letters/mail.subject").strip(),
        body=render_to_string("letters/mail.txt", {"site": settings.BASE_URL}),
        to=[address],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    mail.send()


def message_id(message: Message) -> str:
    """Return a Message-ID that follows from entry, reader and letter, and tells none of them."""
    words = f"{message.about}/{message.reader_id}/{message.template}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), b"message-id\0" + words, hashlib.sha256).hexdigest()
    return f"<{digest[:32]}@{settings.MAIL_DOMAIN}>"
