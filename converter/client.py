"""Asks a converter for the view of a file."""

import socket
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import batched, groupby
from pathlib import Path
from typing import Any

from converter.frames import BrokenOff, Frame, frames, make_frame, pack_frame, read_frame, send_frame

SECONDS = 330
"""How long it may say nothing: the longest job takes 300 seconds."""
MOST_JOBS = 100
PARTS_A_JOB = 20
READ_A_JOB = 3


class NotConverted(Exception):
    """There is no view of the file; the text says why, in words for an officer."""


class JobEnded(NotConverted):
    """The job crashed, or it took too long: another try may succeed."""


def view(
    path: Path,
    media_type: str,
    content: Callable[[], Iterable[bytes]],
    *,
    seconds: float = SECONDS,
    first: int = 1,
    **asked: Any,
) -> Iterator[Frame]:
    """Yield the frames of the view of a file, without those that only say how the job went.

    A long file takes several jobs: each gets the file again, and goes on where the last one ended. Raises NotConverted, or
    OSError where no converter answers, or it ends meanwhile.
    """
    place: int | None = first
    for _ in range(MOST_JOBS):
        asking = make_frame("convert", media_type=media_type, first=place, **asked)
        place = yield from _job(path, asking, content(), seconds)
        if place is None:
            return


def programs(path: Path, seconds: float) -> tuple[str, ...]:
    """Return the names of the further programs that the converter has. Raises OSError where none answers."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(seconds)
        connection.connect(str(path))
        send_frame(connection, make_frame("hello"))
        answer = read_frame(connection)
    if answer is None:
        raise BrokenOff("the converter said nothing")
    return tuple(answer.head.get("programs", ()))


def cover(path: Path, parts: Iterable[Frame], *, seconds: float = SECONDS) -> Iterator[Frame]:
    """Yield each part of a view with its places covered: see `converter.covering`.

    Raises NotConverted, or OSError where no converter answers.
    """
    for media_type, alike in groupby(parts, lambda part: part.head.get("media_type", "")):  # A sound takes longer.
        for some in batched(alike, PARTS_A_JOB, strict=False):
            yield from _job(path, make_frame("cover", media_type=media_type), map(pack_frame, some), seconds)


def recognise(path: Path, pages: Iterable[Frame], *, seconds: float = SECONDS) -> Iterator[Frame]:
    """Yield each page with the words that a program reads in its pixels: see `converter.recognising`.

    Raises NotConverted, or OSError where no converter answers.
    """
    for some in batched(pages, READ_A_JOB, strict=False):
        yield from _job(path, make_frame("recognise"), map(pack_frame, some), seconds)


def _job(path: Path, asking: Frame, content: Iterable[bytes], seconds: float) -> Generator[Frame, None, int | None]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(seconds)
        connection.connect(str(path))
        send_frame(connection, asking)
        for piece in content:
            send_frame(connection, make_frame("bytes", piece))
        send_frame(connection, make_frame("whole"))
        for frame in frames(connection):
            match frame.kind:
                case "begun":
                    continue
                case "failed":
                    raise NotConverted(str(frame.head.get("why")))
                case "ended":
                    raise JobEnded(str(frame.head.get("why")))
                case "end":
                    return frame.head.get("next")
            yield frame
        raise BrokenOff("the converter ended during a job")
