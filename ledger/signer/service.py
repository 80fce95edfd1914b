"""The socket of the signer: a line of JSON in, a line of JSON out, at most 1 MiB each.

`{"op": "state"}` · `{"op": "extend", "first": n, "entries": [text, …]}` · `{"op": "sign"}` · `{"op": "ballot_keys", "ballot":
id}` · `{"op": "ballot_open", "ballot": id, "option": name, "answers": {vote: base64}}`, each behind the proof that
`ledger.signer.admission` asks for. The answer's `status` is 200, or 400 for what is no request, 401 and 403 for somebody who
may not ask, 409 when entries are missing before `first`, 413 for a line that is too long, 422 for a history that does not go
on from the mirror or that the database does not have, and for a mirror whose files were changed, 503 while the database does
not answer. A request that is refused
changes nothing.
"""

import base64
import json
import os
import socketserver
import stat
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from ledger.canonical import Json
from ledger.entries import b64, moment
from ledger.signer.admission import Admission, NotAdmitted
from ledger.signer.ballots import BallotRefused, Ballots
from ledger.signer.keys import KeyRefused
from ledger.signer.mirror import TAIL, Behind, Fork, Mirror, MirrorDamaged
from ledger.signer.record import Record, RecordUnreachable, Unrecorded
from ledger.signer.signatures import HeadSigner

LONGEST_LINE = 1 << 20
PROOF_BYTES = 65
IDLE_SECONDS = 30
MOST_ENTRIES = 1000

type Answer = dict[str, Any]


class Desk:
    """Answers requests one at a time, from every connection."""

    def __init__(
        self,
        mirror: Mirror,
        head_signer: HeadSigner,
        *,
        record: Record | None = None,
        ballots: Ballots | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Serve this mirror and sign with this signer; `clock` is the signer's own.

        Nothing enters the mirror or is signed that `record` lacks, and nothing while the database lacks one of the last
        TAIL entries that were signed.
        """
        self._mirror, self._head_signer, self._clock, self._turn = mirror, head_signer, clock, Lock()
        self._record, self._found, self._ballots = record, mirror.signed_size, ballots
        self._told = 0
        self._tell_ballots()

    def answer(self, line: bytes) -> Answer:
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
        except BallotRefused as refused:
            return {"status": refused.status, "reason": refused.reason}
        except Unrecorded as gap:
            return {"status": 422, "reason": "the database does not have this entry", "index": gap.index}
        except MirrorDamaged as damage:
            print(f"mirror_is_damaged: {damage}. Nothing is signed.", file=sys.stderr, flush=True)
            return {"status": 422, "reason": f"the mirror was changed on its disk: {damage}", "index": None}
        except RecordUnreachable:
            return {"status": 503, "reason": "the signer does not reach the database"}
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return {"status": 400, "reason": "this is not a request"}

    def _do(self, request: object) -> Answer:
        now = self._clock()
        match request:
            case {"op": "state"}:
                if self._record is not None:
                    self._record.reach()
                return {"status": 200, **self._head(), "time": moment(now), "vkeys": self._head_signer.vkeys()}
            case {"op": "extend", "first": int(first), "entries": [*entries]} if (
                first >= 0 and len(entries) <= MOST_ENTRIES
            ):
                given = [text.encode("utf-8") for text in entries]
                self._mirror.require_whole()
                self._find(first, given)
                self._mirror.extend(first, given, now=now)
                self._tell_ballots()
                return {"status": 200, **self._head()}
            case {"op": "sign"}:
                self._mirror.require_whole()
                self._find_tail()
                while behind := self._mirror.entries(self._found, MOST_ENTRIES):
                    self._find(self._found, behind)
                note = str(self._head_signer.note(self._mirror.head, now=now))
                self._mirror.store_note(note, now=now)
                return {"status": 200, **self._head(), "note": note}
            case {"op": "ballot_keys", "ballot": str(ballot)} if self._ballots:
                self._mirror.require_whole()
                return {"status": 200, "keys": self._ballots.keys(ballot)}
            case {"op": "ballot_open", "ballot": str(ballot), "option": str(option), "answers": {**answers}} if (
                self._ballots
            ):
                self._mirror.require_whole()
                sealed = {str(vote): base64.b64decode(str(blob), validate=True) for vote, blob in answers.items()}
                opened = self._ballots.open(ballot, option, sealed)
                return {"status": 200, "answers": {vote: _shown(*one) for vote, one in opened.items()}}
        return {"status": 400, "reason": "this is not a request"}

    def _tell_ballots(self) -> None:
        while self._ballots and (fresh := self._mirror.entries(self._told, MOST_ENTRIES)):
            self._ballots.take(fresh)
            self._told += len(fresh)

    def _find(self, first: int, entries: Sequence[bytes]) -> None:
        """Unrecorded unless the database has these entries; what follows on from what was found need not be found again."""
        if self._record is not None:
            self._record.hold(first, entries)
        if first <= self._found:
            self._found = max(self._found, first + len(entries))

    def _find_tail(self) -> None:
        """Unrecorded unless the database still has the last entries that were signed: somebody may have rewritten them."""
        first = max(self._found - TAIL, 0)
        self._find(first, self._mirror.entries(first, self._found - first))

    def _head(self) -> Answer:
        head = self._mirror.head
        return {"origin": head.origin, "size": head.size, "root": b64(head.root)}


def _shown(salt: bytes, value: Json) -> Answer:
    return {"salt": b64(salt), "value": value}


class _Talk(socketserver.StreamRequestHandler):
    timeout = IDLE_SECONDS
    server: "Service"

    def handle(self) -> None:
        with suppress(TimeoutError, ConnectionError):
            try:
                self.server.admission.judge_peer(self.connection)
                while line := self.rfile.readline(LONGEST_LINE + PROOF_BYTES + 2):
                    answer = self.server.desk.answer(self.server.admission.admit(line))
                    self._say(answer)
                    if answer["status"] == 413:
                        return
            except NotAdmitted as refused:
                self._say({"status": refused.status, "reason": refused.reason})

    def _say(self, answer: Answer) -> None:
        self.wfile.write(json.dumps(answer, ensure_ascii=False).encode("utf-8") + b"\n")


class Service(socketserver.ThreadingUnixStreamServer):
    """The desk behind a Unix socket that its owner and its folder's group can reach."""

    daemon_threads = True

    def __init__(self, path: Path, desk: Desk, admission: Admission | None = None) -> None:
        """Listen at `path`, which an earlier run may have left; KeyRefused where others can reach the folder.

        Without an admission, those may ask who are the signer's own user.
        """
        if stat.S_IMODE(path.parent.stat().st_mode) & 0o007:
            raise KeyRefused(f"Everybody can reach the folder {path.parent}: give it mode 0700, or 0750.")
        self.desk, self.admission = desk, admission or Admission({os.geteuid()})
        with suppress(FileNotFoundError):
            path.unlink()
        before = os.umask(0o117)
        try:
            super().__init__(str(path), _Talk)
        finally:
            os.umask(before)
