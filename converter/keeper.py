"""Keeps one job: takes the file, starts the job, passes on what it answers, and ends everything that belongs to it.

A keeper is a process that reads no file. So whatever happens to its job, it says how the job ended: "end", "failed" (the file
cannot be shown) or "ended" (the job crashed, or went beyond a limit). A client that hears none of them lost the converter.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, lockf
from itertools import pairwise
from pathlib import Path
from socket import AF_UNIX, socket, socketpair
from types import FrameType
from typing import BinaryIO, NoReturn

from converter import isolation, job
from converter.frames import BrokenOff, Frame, frames, make_frame, read_frame, send_frame
from converter.limits import Limits, limits_of

PROGRAMS = ("soffice", "tesseract")
LAST = frozenset({"end", "failed", "ended"})
TOO_LARGE = "It is too large to be shown."
TOO_LONG = "It took too long."
TOO_MUCH = "What is in it is too much to be shown."
ARRIVES_WITHIN = 120
"""Seconds for one piece of a file to arrive, or of an answer to be taken."""
_LOOKS_AGAIN = 0.02
MOST_DESCRIPTORS = 65_536


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds for all jobs. `highest` lowers the limits of every kind. `apart`: a job gets namespaces of its own.

    `folders`: how the names of their folders begin. No other converter has the same.
    """

    at_once: int
    highest: Limits
    apart: bool
    folders: str

    def limits(self, media_type: str) -> Limits:
        return limits_of(media_type).at_most(seconds=self.highest.seconds, memory=self.highest.memory)


def run(connection: socket, rules: Rules, slots: int) -> NoReturn:
    """Answer one request, and end the process. `slots` is a file of which each byte is a place for a job."""
    code = 0
    try:
        isolation.end_with_parent()
        isolation.adopt_orphans()
        connection.settimeout(ARRIVES_WITHIN)
        asked = read_frame(connection)
        if asked is not None and asked.kind == "hello":
            send_frame(connection, make_frame("hello", programs=[name for name in PROGRAMS if shutil.which(name)]))
        elif asked is not None and asked.kind in job.OPERATIONS:
            _wait_for_place(slots, rules.at_once)
            send_frame(connection, make_frame("begun"))
            last = _convert(connection, asked, rules)
            if "fault" in last.head:
                print(f"A job ended early: {last.head['fault']!s:.200}", file=sys.stderr, flush=True)
            send_frame(connection, last)
    except (BrokenOff, TimeoutError, BrokenPipeError, ConnectionResetError):
        code = 2  # the client is gone, and with it the job
    connection.close()
    os._exit(code)


def _convert(connection: socket, asked: Frame, rules: Rules) -> Frame:
    """Run the job, pass on its frames, and return the last one."""
    limits = rules.limits(str(asked.head.get("media_type")))
    limits = limits.at_most(seconds=int(asked.head.get("most_seconds", limits.seconds)), memory=limits.memory)
    content = _file_of(connection, limits.bytes_in)
    if content is None:
        return make_frame("failed", why=TOO_LARGE)
    with content, _Job(content, asked, limits, rules) as running:
        return running.passes_on(connection)


def try_job(rules: Rules) -> str:
    """Convert a text of one letter. Return why that failed, "" if it did not."""
    ours, theirs = socketpair()
    child = os.fork()
    if child == 0:
        content = os.fdopen(os.memfd_create("trial", os.MFD_CLOEXEC), "w+b")
        content.write(b"a")
        content.seek(0)
        isolation.adopt_orphans()
        asked = make_frame("convert", media_type="text/plain")
        with _Job(content, asked, rules.limits("text/plain"), rules) as running:
            last = running.passes_on(theirs)
        send_frame(theirs, last)
        os._exit(0)
    theirs.close()
    os.waitpid(child, 0)
    with ours:
        last = list(frames(ours))[-1]
    return "" if last.kind == "end" else str(last.head.get("fault", last.head.get("why")))


def _wait_for_place(slots: int, count: int) -> None:
    """Return once one of the places is free. The lock ends with this process, however it ends."""
    while True:
        for place in range(count):
            try:
                lockf(slots, LOCK_EX | LOCK_NB, 1, place)
            except BlockingIOError:
                continue
            return
        time.sleep(_LOOKS_AGAIN)


def _file_of(connection: socket, most: int) -> BinaryIO | None:
    """Read the file into memory that has no name; None if it is too large. Raises BrokenOff if it does not arrive whole."""
    content, size = os.fdopen(os.memfd_create("job", os.MFD_CLOEXEC), "w+b"), 0
    while (frame := read_frame(connection)) is not None and frame.kind == "bytes":
        size += len(frame.body)
        if size <= most:
            content.write(frame.body)
    if frame is None or frame.kind != "whole" or not size:
        raise BrokenOff("the file did not arrive whole")
    content.seek(0)
    return content if size <= most else None


class _Job:
    """The process of a job and its folder. On leaving, the process, all that it started and the folder are gone."""

    def __init__(self, content: BinaryIO, asked: Frame, limits: Limits, rules: Rules) -> None:
        self._limits, self._late = limits, False
        self._folder = None if rules.apart else tempfile.mkdtemp(prefix=rules.folders)
        self._answers, theirs = socketpair()
        if rules.apart:
            isolation.number_processes_apart()
        self._process = os.fork()
        if self._process == 0:
            self._answers.close()
            _begin(content, asked, theirs, limits, self._folder)
        theirs.close()
        signal.signal(signal.SIGALRM, self._is_late)
        signal.alarm(limits.seconds)

    def __enter__(self) -> "_Job":
        return self

    def __exit__(self, *_: object) -> None:
        signal.alarm(0)
        _end_all_below()
        if self._folder:
            shutil.rmtree(self._folder)
            _remove_dead_sockets()
        self._answers.close()

    def passes_on(self, connection: socket) -> Frame:
        """Send on each frame of the job and return the last, which is not sent."""
        count, size = 0, 0
        with suppress(BrokenOff):  # the job ended in the middle of a frame, or sent none that can be read
            while (frame := read_frame(self._answers, most=self._limits.bytes_out)) is not None:
                count, size = count + 1, size + len(frame.body)
                if frame.kind in LAST:
                    return frame
                if count > self._limits.frames or size > self._limits.bytes_out:
                    return make_frame("failed", why=TOO_MUCH)
                send_frame(connection, frame)
        return make_frame("ended", why=TOO_LONG if self._took_too_long() else job.CRASHED)

    def _took_too_long(self) -> bool:
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        _, _, used = os.wait4(self._process, 0)
        return self._late or used.ru_utime + used.ru_stime >= self._limits.seconds

    def _is_late(self, _number: int, _frame: FrameType | None) -> None:
        self._late = True
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)


def _end_all_below() -> None:
    """Kill every process that the job started; those whose parent ended are children of this one by then."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    while children := listed.read_text(encoding="ascii").split():
        for child in map(int, children):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _remove_dead_sockets() -> None:
    """LibreOffice puts a socket into /tmp and nowhere else; one that was killed leaves it."""
    for path in Path(isolation.FOLDER).glob("OSL_PIPE_*"):
        with socket(AF_UNIX) as asked, suppress(FileNotFoundError, PermissionError):  # of another job, or another user
            try:
                asked.connect(str(path))
            except ConnectionRefusedError:
                path.unlink()


def _begin(content: BinaryIO, asked: Frame, answers: socket, limits: Limits, folder: str | None) -> NoReturn:
    """Turn this process into a job: without files, rights and network, with the file and the way back."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()
        isolation.end_first()
        _close_all_but(content.fileno(), answers.fileno())
        if folder is None:
            isolation.enter_room(limits.folder)
        else:
            isolation.stay_in(Path(folder))
        isolation.limit(limits)
        isolation.become_nobody()
        isolation.end_with_parent()
    except OSError as fault:
        send_frame(answers, make_frame("ended", why=job.CRASHED, fault=str(fault)))
        os._exit(3)
    job.run(content, asked.head, answers, folder or isolation.FOLDER)


def _close_all_but(*kept: int) -> None:
    """Close every other file, and have what is said or asked go nowhere: a program may say what it reads."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    edges = [2, *sorted(kept), MOST_DESCRIPTORS]
    for below, above in pairwise(edges):
        os.closerange(below + 1, above)
