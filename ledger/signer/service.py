"""The socket of the signer: a line of JSON in, a line of JSON out, at most 1 MiB each.

`{"op": "state"}` · `{"op": "extend", "first": n, "entries": [text, …]}` · `{"op": "sign"}`. The answer's `status` is 200,
or 400 for what is no request, 409 when entries are missing before `first`, 413 for a line that is too long, 422 for a
history that does not go on from the mirror. A request that is refused changes nothing.
"""

import json
import os
import socketserver
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from ledger.entries import b64, moment
from ledger.signer.mirror import Behind, Fork, Mirror
from ledger.signer.pens import Pen

LONGEST_LINE = 1 << 20
IDLE_SECONDS = 30
MOST_ENTRIES = 1000

type Answer = dict[str, Any]


class Desk:
    """Answers requests one at a time, whoever asks."""

    def __init__(self, mirror: Mirror, pen: Pen, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Serve this mirror with this pen; `clock` is the signer's own."""
        self._mirror, self._pen, self._clock, self._turn = mirror, pen, clock, Lock()

    def answer(self, line: bytes) -> Answer:
        """The answer to one line."""
        if len(line) > LONGEST_LINE:
            return {"status": 413, "reason": "a request has at most 1 MiB"}
        try:
            request = json.loads(line)
            with self._turn:
                return self._do(request)
        except Behind as gap:
            return {"status": 409, "reason": str(gap), "size": gap.size}
        except Fork as fork:
            return {"status": 422, "reason": fork.reason, "index": fork.index}
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return {"status": 400, "reason": "this is not a request"}

    def _do(self, request: Any) -> Answer:
        now = self._clock()
        match request:
            case {"op": "state"}:
                return {"status": 200, **self._head(), "time": moment(now), "vkeys": self._pen.vkeys()}
            case {"op": "extend", "first": int(first), "entries": [*entries]} if (
                first >= 0 and len(entries) <= MOST_ENTRIES
            ):
                self._mirror.extend(first, [text.encode("utf-8") for text in entries], now=now)
                return {"status": 200, **self._head()}
            case {"op": "sign"}:
                note = str(self._pen.note(self._mirror.head, now=now))
                self._mirror.signed(note, now=now)
                return {"status": 200, **self._head(), "note": note}
        return {"status": 400, "reason": "this is not a request"}

    def _head(self) -> Answer:
        head = self._mirror.head
        return {"origin": head.origin, "size": head.size, "root": b64(head.root)}


class _Talk(socketserver.StreamRequestHandler):
    timeout = IDLE_SECONDS

    def handle(self) -> None:
        with suppress(TimeoutError, ConnectionError):
            while line := self.rfile.readline(LONGEST_LINE + 2):
                answer = self.server.desk.answer(line)  # type: ignore[attr-defined]
                self.wfile.write(json.dumps(answer, ensure_ascii=False).encode("utf-8") + b"\n")
                if answer["status"] == 413:
                    return


class Service(socketserver.ThreadingUnixStreamServer):
    """The desk behind a Unix socket that only its owner can reach."""

    daemon_threads = True

    def __init__(self, path: Path, desk: Desk) -> None:
        """Listen at `path`; what an earlier run left there is replaced."""
        self.desk = desk
        with suppress(FileNotFoundError):
            path.unlink()
        before = os.umask(0o177)
        try:
            super().__init__(str(path), _Talk)
        finally:
            os.umask(before)
