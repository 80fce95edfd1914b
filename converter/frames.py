"""What goes over the converter's socket: frames, each a JSON object and the bytes that belong to it."""

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from socket import socket
from struct import Struct
from typing import Any, BinaryIO, Literal

MOST_HEADER = 16 * 1024 * 1024
MOST_BODY = 256 * 1024 * 1024
_LENGTHS = Struct(">II")
PROTECTED = "The file is protected by a password. Ask for the password, or for a copy without one."
"""Why a locked file cannot be shown, for an officer; its sender is told in other words."""

type Found = Literal[
    "place", "device", "moment", "author", "editor", "company", "title", "keywords", "program",
    "comment", "comments", "changes", "hidden", "script", "way", "cut", "unread",
]  # fmt: skip
"""What a "found" frame can speak of.

place: degrees of latitude and longitude. moment: day and time as the file has them. comment: words beside the content.
comments, changes, hidden: how many notes, tracked changes, hidden sheets and slides. way: a heading that names a mail's route.
cut, unread: a sentence on what the view leaves out.
"""


class BrokenOff(OSError):
    """The other side ended in the middle of a frame, or sent none that can be read."""


@dataclass(frozen=True)
class Frame:
    """One message. `head` says what `body` is; it has at least a `frame`, the kind of message."""

    head: Mapping[str, Any]
    body: bytes = field(default=b"", repr=False)

    @property
    def kind(self) -> str:
        return str(self.head["frame"])


def make_frame(kind: str, body: bytes = b"", **head: object) -> Frame:
    return Frame({"frame": kind, **head}, body)


def send_frame(to: socket, frame: Frame) -> None:
    to.sendall(_packed_head(frame))
    to.sendall(frame.body)


def pack_frame(frame: Frame) -> bytes:
    """Return a frame as the bytes that go over the socket, to be part of a file."""
    return _packed_head(frame) + frame.body


def unpack_frames(file: BinaryIO) -> Iterator[Frame]:
    """Yield the frames that a file consists of. Raises BrokenOff."""
    while lengths := file.read(_LENGTHS.size):
        try:
            header, body = _LENGTHS.unpack(lengths)
            yield Frame(json.loads(file.read(header)), file.read(body))
        except (ValueError, struct.error) as fault:
            raise BrokenOff("a file holds other things than frames") from fault


def _packed_head(frame: Frame) -> bytes:
    header = json.dumps(frame.head, ensure_ascii=False).encode("utf-8", "replace")
    return _LENGTHS.pack(len(header), len(frame.body)) + header


def read_frame(of: socket, *, most: int = MOST_BODY) -> Frame | None:
    """Return the next frame, of at most so many bytes; None at the end. Raises BrokenOff."""
    lengths = _exactly(of, _LENGTHS.size, may_end=True)
    if lengths is None:
        return None
    header, body = _LENGTHS.unpack(lengths)
    if header > MOST_HEADER or body > most:
        raise BrokenOff("a frame is too long")
    try:
        head = json.loads(_exactly(of, header) or b"")
    except (ValueError, RecursionError) as fault:
        raise BrokenOff("a frame has no readable head") from fault
    if not isinstance(head, dict) or "frame" not in head:
        raise BrokenOff("a frame has no readable head")
    return Frame(head, bytes(_exactly(of, body) or b""))


def frames(of: socket) -> Iterator[Frame]:
    """Yield the frames until the other side ends. Raises BrokenOff."""
    while (frame := read_frame(of)) is not None:
        yield frame


def _exactly(of: socket, length: int, *, may_end: bool = False) -> bytearray | None:
    got = bytearray(length)
    view, have = memoryview(got), 0
    while have < length:
        more = of.recv_into(view[have:])
        if not more:
            if may_end and not have:
                return None
            raise BrokenOff("the other side broke off")
        have += more
    return got
