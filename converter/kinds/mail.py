"""Messages: their headings and their words as text, and what is attached to them by name and size."""

import email.policy
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.message import EmailMessage, Message, MIMEPart
from email.parser import HeaderParser
from typing import Any, BinaryIO

from converter.frames import Frame
from converter.kinds import markup, texts
from converter.kinds.view import CannotShow, attached, found

HEADINGS = ("From", "To", "Cc", "Bcc", "Date", "Subject")
MOST_FILES = 1000
_TELLING = ("Received", "X-Originating-IP", "X-Mailer", "User-Agent")
_MOST_TELLING = 40
_MALFORMED = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the library raises for one or another message that breaks the rules of mail."""


def view(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    try:
        message = message_from_bytes(content.read(), policy=email.policy.default)
        frames = list(get_frames(message))
        frames += (attached(*each) for each in _files(message))
        frames += texts.pages(f"{get_headings(message)}\n\n{_words(message)}")
    except _MALFORMED as fault:
        raise CannotShow("The message cannot be read. It may be damaged.") from fault
    yield from frames


def get_headings(message: Message) -> str:
    return "\n".join(f"{name}: {value}" for name in HEADINGS for value in message.get_all(name, []))


def read_headings(text: str) -> Message:
    return HeaderParser(policy=email.policy.default).parsestr(text)


def get_frames(message: Message) -> Iterator[Frame]:
    """Yield the headings that say by which machines and programs a message came."""
    ways = [f"{name}: {value}" for name in _TELLING for value in message.get_all(name, [])]
    yield from (found("way", way) for way in ways[:_MOST_TELLING])


def _files(message: EmailMessage) -> list[tuple[str, int]]:
    """Return name and size of each part that is no body. A message in a message is one file."""
    named: list[tuple[str, int]] = []
    waiting: list[MIMEPart] = [message]
    while waiting and len(named) < MOST_FILES:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            waiting.extend(reversed([one for one in part.iter_parts() if isinstance(one, MIMEPart)]))
        elif part is not message and (part.is_attachment() or part.get_content_maintype() != "text"):
            name = part.get_filename() or part.get_content_type().replace("/", " ")
            named.append((name.replace("\\", "/").rpartition("/")[2], _size(part)))
    return named


def _size(part: MIMEPart) -> int:
    if part.get_content_maintype() == "message":
        return sum(len(one.as_bytes()) for one in part.get_payload() if isinstance(one, Message))
    return len(_content(part))


def _words(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    data = _content(body)
    charset = body.get_content_charset() or "utf-8"
    try:
        text = data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = texts.read_text(data)
    return markup.get_words(text) if body.get_content_type() == "text/html" else texts.one_end(text)


def _content(part: Any) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
