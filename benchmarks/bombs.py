"""`python -m benchmarks.bombs`: honest people work in quiet, then while the converter is fed bombs, killed and held up.

The honest work is that of `benchmarks.abuse`. Beside it people send bombs with their reports, others go straight to the
converter, which is killed every quarter of a minute and held up in between. The slowest twentieth of the honest requests may
take one and a half times as long as in quiet, and afterwards each file that was sent has its view, or a reason why not. Exit
code 1 when it does not hold. Numbers go to the file that FINDINGS names.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import LiteralString

import psycopg
from django.core.files.uploadedfile import SimpleUploadedFile

from benchmarks import abuse  # sets the environment, and readies Django
from benchmarks.callers import PAGES
from converter import client
from local import subprocesses
from local.stack import CONVERTER
from tests import live, stage
from tests.access_matrix.visitor import Visitor
from tests.converter import office_files, samples
from tests.journeys.town import SETTLED, keys_of
from vault import media

SLOWER = 1.5
QUIET_SECONDS = 60
EACH, HELD_UP = 15, 3
STRAIGHT = 3
"""How many send bombs straight to the converter, one after the other."""
MADE_WITHIN = 300


def bombs() -> Sequence[tuple[str, bytes]]:
    zeros = bytes(150 * 1024 * 1024)
    return (
        ("huge.png", samples.huge_png()),
        ("zeros.docx", office_files.docx(word__media__zeros_bin=zeros)),
        ("pages.tiff", samples.many_pages(20, (1200, 1600))),
        ("pages.pdf", samples.pdf(*(f"Page {number}" for number in range(400)))),
        ("cut.pdf", samples.pdf("A page")[:400]),
        ("letter.docx", office_files.docx()),
        ("long.txt", b"Ms Quillon asked for the book twice.\n" * 200_000),
    )


def main() -> int:
    """Measure both, write the numbers; 1 when an honest person waited too long or a file was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bombs", description="Feed the converter bombs.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    subprocesses.end_with_parent()
    place = stage.Services.start()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="oathbound-bombs-")))
        running = stack.enter_context(live.stack(place, folder / "site", "bombs", SETTLED, files=True))
        abuse.serve_as_deployed(running)
        people = keys_of(running.local_stack)
        officers = [Visitor(running.url, source=f"127.0.60.{n + 2}") for n in range(len(abuse.OFFICERS))]
        for officer, first in zip(officers, abuse.OFFICERS, strict=True):
            officer.signs_in(people[first])
        quiet = abuse.honest(running.url, officers, min(chosen.seconds, QUIET_SECONDS), chosen.seed)
        beside = Beside(running)
        bombed = abuse.honest(running.url, officers, chosen.seconds, chosen.seed + 1)
        sent = beside.end()
        waiting = left_to_make(running)
        kept, shown = asked(running, "SELECT count(*), count(stored) FROM vault_safeview")
    before, after = abuse.told_of(quiet), abuse.told_of(bombed)
    ratio = round(after["p95_ms"] / before["p95_ms"], 2)
    found = {
        "quiet p95 ms": before["p95_ms"],
        "bombed p95 ms": after["p95_ms"],
        "requests": after["requests"],
        "bombs": beside.bombs,
        "kills": beside.kills,
        "files": kept,
        "shown": shown,
    }
    print(json.dumps(found | {"ratio": ratio, "sent": sent, "waiting": waiting}, indent=1), flush=True)
    if path := os.environ.get("FINDINGS"):
        Path(path).write_text(json.dumps(found), encoding="utf-8")
    return int(ratio > SLOWER or waiting > 0 or kept < sent)


class Beside:
    """What goes on beside the honest work, until `end`."""

    def __init__(self, running: live.LiveStack) -> None:
        self._running, self._over = running, Event()
        self.bombs = self.kills = self._sent = 0
        self._bombs = bombs()
        acts: list[Callable[[], None]] = [self._kill, self._file, *[self._feed] * STRAIGHT]
        self._threads = [Thread(target=act, daemon=True) for act in acts]
        for thread in self._threads:
            thread.start()

    def end(self) -> int:
        """Stop, with a converter that runs; return how many files were sent with reports."""
        self._over.set()
        for thread in self._threads:
            thread.join()
        self._running.kill(CONVERTER)  # It ends with the thread that started it (prctl, PR_SET_PDEATHSIG).
        self._running.local_stack.start_converter()
        return self._sent

    def _kill(self) -> None:
        stack = self._running.local_stack
        while not self._over.wait(EACH / 2):
            (process,) = [one for one in stack.processes if one.name == CONVERTER]
            os.killpg(process.popen.pid, signal.SIGSTOP)
            self._over.wait(HELD_UP)
            os.killpg(process.popen.pid, signal.SIGCONT)
            if not self._over.wait(EACH / 2):
                self._running.kill(CONVERTER)
                self.kills += 1
                stack.start_converter()

    def _feed(self) -> None:
        for number in count():
            self._convert(self._bombs[number % len(self._bombs)][1])
            self.bombs += 1
            if self._over.wait(0.2):
                return

    def _convert(self, bomb: bytes) -> None:
        kind = media.media_type(bomb[: media.HEAD_BYTES], bomb[-media.TAIL_BYTES :])
        with suppress(client.NotConverted, OSError):
            for _ in client.view(self._running.local_stack.plan.converter_socket, kind, lambda: [bomb]):
                pass

    def _file(self) -> None:
        """File one report after the other, each with a bomb, from a network of its own."""
        for number in count():
            name, bomb = self._bombs[number % len(self._bombs)]
            browser = Visitor(self._running.url, source=f"127.1.{number % 250}.{1 + number // 250}")
            home = browser.begins()
            for page, data in {**PAGES, "check": {"declared": "on"}}.items():
                if page == "evidence":
                    browser.fills(f"{home}{page}/", {"added": SimpleUploadedFile(name, bomb), "add": "1"})
                abuse.let_through(browser.fills(f"{home}{page}/", data), 302, page)
            self._sent += 1
            if self._over.wait(2):
                return


def left_to_make(running: live.LiveStack) -> int:
    """Wait until every file has its view, or a reason; return how many have neither when no more are made for a while."""
    before, late = 0, 0.0
    while True:
        (left,) = asked(running, "SELECT count(*) FROM vault_safeview WHERE blob = ''")
        if left != before:
            before, late = left, time.monotonic() + MADE_WITHIN
        if not left or time.monotonic() > late:
            return left
        time.sleep(1)


def asked(running: live.LiveStack, question: LiteralString) -> tuple[int, ...]:
    with psycopg.connect(running.local_stack.environment["DATABASE_URL"]) as served:
        return tuple(served.execute(question).fetchone() or (0,))


if __name__ == "__main__":
    sys.exit(main())
