"""One job: the safe view of one file, made in a process of its own that can reach nothing."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from socket import socket
from typing import Any, BinaryIO, NoReturn

from converter import covering, kinds, recognising
from converter.frames import Frame, make_frame, send_frame, unpack_frames

CRASHED = "The program that shows such files ended early. The file may be damaged."
TOO_MUCH_MEMORY = "It needs more memory than a file may have."


def run(content: BinaryIO, asked: Mapping[str, Any], answers: socket, folder: str) -> NoReturn:
    """Send the frames of the view, then "end", "failed" with the reason, or "ended" with a fault; and end the process.

    `folder` is the only place where a maker may write.
    """
    os.chdir(folder)
    os.environ.update(HOME=folder, TMPDIR=folder)
    tempfile.tempdir = folder
    try:
        _answer(content, asked, answers)
    except Exception as fault:
        # No words of the fault: they can be those of the file.
        place = fault.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
        send_frame(answers, make_frame("ended", why=CRASHED, fault=f"{type(fault).__name__} at {where}"))
    os._exit(0)


def _answer(content: BinaryIO, asked: Mapping[str, Any], answers: socket) -> None:
    last = make_frame("end")
    try:
        for frame in OPERATIONS[str(asked["frame"])](content, asked):
            if frame.kind == "more":
                last = make_frame("end", next=frame.head["first"])
            else:
                send_frame(answers, frame)
    except kinds.CannotShow as reason:
        last = make_frame("failed", why=str(reason))
    except MemoryError:
        last = make_frame("failed", why=TOO_MUCH_MEMORY)
    send_frame(answers, last)


def _convert(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    return kinds.convert(str(asked.get("media_type")), content, asked)


def _cover(content: BinaryIO, _asked: Mapping[str, Any]) -> Iterator[Frame]:
    return covering.cover(unpack_frames(content))


def _recognise(content: BinaryIO, _asked: Mapping[str, Any]) -> Iterator[Frame]:
    return recognising.recognise(unpack_frames(content))


OPERATIONS: Mapping[str, Callable[[BinaryIO, Mapping[str, Any]], Iterator[Frame]]] = {
    "convert": _convert,
    "cover": _cover,
    "recognise": _recognise,
}
"""What a client can ask of a file. The file of the last two consists of frames, those of the parts to cover or read."""
