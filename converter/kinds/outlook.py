"""Messages of Outlook: shown as other messages are."""

import struct
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from oxmsg import Message
from oxmsg.properties import Properties

from converter.frames import Frame
from converter.kinds import mail, markup, texts
from converter.kinds.view import CannotShow, attached

_MALFORMED = (OSError, LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError, struct.error)


def view(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    try:
        message = Message.load(content)
        headers = mail.read_headings("\n".join(f"{name}: {value}" for name, value in message.message_headers.items()))
        frames = list(mail.get_frames(headers))
        frames += (attached(_name(one.properties), one.size) for one in message.attachments)
        frames += texts.pages(f"{_headings(message)}\n\n{_words(message)}")
    except _MALFORMED as fault:
        raise CannotShow("The message cannot be read. It may be damaged.") from fault
    yield from frames


def _headings(message: Message) -> str:
    to = "; ".join(f"{one.name} <{one.email_address}>" for one in message.recipients)
    headings = {
        "From": message.sender,
        "To": to,
        "Date": message.sent_date and f"{message.sent_date:%Y-%m-%d %H:%M %Z}",
        "Subject": message.subject,
    }
    return "\n".join(f"{name}: {value}" for name, value in headings.items() if value)


def _words(message: Message) -> str:
    if message.body:
        return texts.one_end(message.body)
    return markup.get_words(message.html_body) if message.html_body else _NO_PLAIN_WORDS


_NO_PLAIN_WORDS = "(The message has no words that can be shown here. The original is kept.)"
_LONG_NAME, _SHORT_NAME = 0x3707, 0x3704


def _name(properties: Properties) -> str:
    name = properties.str_prop_value(_LONG_NAME) or properties.str_prop_value(_SHORT_NAME) or "message"
    return name.replace("\\", "/").rpartition("/")[2]
