"""The signer's own copy of the log: `log.jsonl`, an entry a line, and what has been signed of it, all fsynced."""

import hashlib
import json
import os
from array import array
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from ledger.canonical import JsonObject
from ledger.commitments import leaf_hash
from ledger.entries import NotAnEntry, b64, moment, read_entry, read_moment
from ledger.notes import Head, VerifierKey, read_checkpoint, signers
from ledger.signer.disk import Stamp, stamp_of, write_at_once
from ledger.tree import Tree

TOLERANCE = timedelta(minutes=5)
LOG, SIGNED = "log.jsonl", "signed.jsonl"
FILES = (LOG, SIGNED, "checkpoint", "complete")
TAIL = 1000
"""How many of the last entries are read again from the disk, and from the database, before anything is signed."""
_A_MOMENT = "2026-01-01T00:00:00.000000Z"


class Behind(Exception):
    """Entries were offered beyond the mirror's end; `size` is how far it goes."""

    def __init__(self, size: int) -> None:
        super().__init__(f"the mirror holds {size} entries")
        self.size = size


class Fork(Exception):
    """An entry does not go on from what the mirror holds: it was rewritten, is foreign, or is dated wrongly."""

    def __init__(self, index: int, reason: str) -> None:
        super().__init__(f"entry {index}: {reason}")
        self.index, self.reason = index, reason


class MirrorDamaged(RuntimeError):
    """The mirror's own files contradict one another: nothing may be signed from them."""


@dataclass
class _Streams:
    """The last entry of each stream, with those of a batch on top until they are kept."""

    kept: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    fresh: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    def last(self, stream: str) -> tuple[int, bytes | None]:
        return self.fresh.get(stream) or self.kept.get(stream) or (0, None)


class Mirror:
    """The copy, as far as it goes. `timed` False: entries of any date are taken, as in a demonstration.

    `origin_of` says which origin the entry at an index bears, where the log had another before a fork. `own` are the keys
    that sign here now.
    """

    def __init__(
        self,
        folder: Path,
        *,
        origin: str,
        timed: bool = True,
        origin_of: Callable[[int], str] | None = None,
        own: Sequence[VerifierKey] = (),
    ) -> None:
        """Read the copy again and check every entry of it; MirrorDamaged when it is not all that was ever signed."""
        self.origin, self._folder, self._timed, self._own = origin, folder, timed, own
        self._tail: deque[bytes] = deque(maxlen=TAIL)
        self._damage, self._complete, self._seen = "", "", dict[str, Stamp]()
        self._origin_of = origin_of or (lambda _: origin)
        self.tree, self.last_at = Tree(), ""
        self._streams, self._offsets = _Streams(), array("Q", [0])
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._said = hashlib.sha256()
        self._notes, heads = self._reopen_notes()
        self._last = heads[-1] if heads else None
        self._log = self._reopen({head.size: head.root for head in heads})
        if self.signed_size > self.tree.size:
            raise MirrorDamaged(f"{self.signed_size} entries were signed, and the mirror holds {self.tree.size}")
        self._judge_last_note()
        self._stamp(LOG, SIGNED)

    def require_whole(self) -> None:
        """Read again from the disk what will be signed: MirrorDamaged unless it is what was written, now and from then on.

        The last TAIL entries are read each time. All older ones, and all that was signed, are read again when their file was
        touched by another hand: its time of change, size and place are not those of the last write.
        """
        try:
            if self._damage:
                raise MirrorDamaged(self._damage)
            self._judge_log()
            self._judge_signed()
        except (OSError, MirrorDamaged) as fault:
            self._damage = self._damage or str(fault)
            raise MirrorDamaged(self._damage) from fault

    @property
    def head(self) -> Head:
        return Head(self.origin, self.tree.size, self.tree.root)

    def extend(self, first: int, entries: Sequence[bytes], *, now: datetime) -> None:
        """Take the entries from index `first` on; those held already must be the same. All are kept, or none.

        Raises Behind where a gap would be left, Fork for what does not go on from the copy. Kept means fsynced.
        """
        if first > self.tree.size:
            raise Behind(self.tree.size)
        held = min(self.tree.size - first, len(entries))
        for index, entry in enumerate(entries[:held], start=first):
            if self._entry(index) != entry:
                raise Fork(index, "the mirror holds another entry here")
        self._streams.fresh, last_at, earliest = {}, self.last_at, self._earliest()
        for index, entry in enumerate(entries[held:], start=first + held):
            at = self._judge(index, entry, last_at)
            if self._timed and not earliest <= at <= moment(now + TOLERANCE):
                raise Fork(index, "its date is more than five minutes from the signer's clock")
            last_at = at
        self._keep(entries[held:], last_at)

    def store_note(self, note: str, *, now: datetime) -> None:
        """Remember a note before anybody sees it, and that the copy was complete at `now`.

        `signed.jsonl` holds one note for each size, fsynced; `checkpoint` is the last of them, for people.
        """
        if self._last != self.head:
            line = json.dumps(note, ensure_ascii=False).encode("utf-8") + b"\n"
            self._notes.write(line)
            self._notes.flush()
            os.fsync(self._notes.fileno())
            self._said.update(line)
            self._stamp(SIGNED)
            self._last = self.head
            write_at_once(self._folder / "checkpoint", note)
        self._complete = moment(now)
        write_at_once(self._folder / "complete", self._complete)

    @property
    def signed_size(self) -> int:
        return self._last.size if self._last else 0

    def entries(self, first: int, most: int) -> list[bytes]:
        """The entries from index `first` on, as many as there are, at most so many."""
        return [self._entry(index) for index in range(first, min(first + most, self.tree.size))]

    def close(self) -> None:
        self._log.close()
        self._notes.close()

    def _earliest(self) -> str:
        """Nothing can be dated before the copy was last complete: then it would have been in it. Empty when not known."""
        path = self._folder / "complete"
        text = self._complete or (path.read_text(encoding="ascii", errors="replace") if path.exists() else "")
        return moment(read_moment(text) - TOLERANCE) if len(text) == len(_A_MOMENT) else ""

    def _judge(self, index: int, entry: bytes, last_at: str) -> str:
        """The date of an entry that goes on from the copy and from the batch so far."""
        try:
            body: JsonObject = read_entry(entry)
            seq, leaf = self._streams.last(body["stream"])
            link = None if leaf is None else b64(leaf)
            read_moment(body["at"])
        except (NotAnEntry, TypeError, ValueError, KeyError) as fault:
            raise Fork(index, "it is not the form of an entry") from fault
        if body["log"] != self._origin_of(index):
            raise Fork(index, "it belongs to another log")
        if (body["seq"], body["prev"]) != (seq + 1, link):
            raise Fork(index, "it does not follow the last of its stream")
        if body["at"] < last_at:
            raise Fork(index, "it is dated before the entry in front of it")
        self._streams.fresh[body["stream"]] = (seq + 1, leaf_hash(entry))
        return str(body["at"])

    def _keep(self, entries: Sequence[bytes], last_at: str) -> None:
        try:
            self._log.seek(self._offsets[-1])
            self._log.write(b"".join(entry + b"\n" for entry in entries))
            self._log.flush()
            os.fsync(self._log.fileno())
        except OSError as fault:  # how much of it is there is known after the next start
            self._damage = f"{LOG} could not be written: {fault.strerror}"
            raise MirrorDamaged(self._damage) from fault
        self._stamp(LOG)
        self._take(entries, last_at)

    def _take(self, entries: Sequence[bytes], last_at: str) -> None:
        leaves = [leaf_hash(entry) for entry in entries]
        self.tree.add(leaves)
        self._tail.extend(leaves)
        for entry in entries:
            self._offsets.append(self._offsets[-1] + len(entry) + 1)
        self._streams.kept.update(self._streams.fresh)
        self._streams.fresh, self.last_at = {}, last_at

    def _entry(self, index: int) -> bytes:
        start, end = self._offsets[index], self._offsets[index + 1]
        self._log.seek(start)
        return self._log.read(end - start - 1)

    def _judge_log(self) -> None:
        path, size = self._folder / LOG, self._offsets[-1]
        with path.open("rb") as log:
            stamp = stamp_of(log)
            if stamp.size != size:
                raise MirrorDamaged(f"{LOG} has {stamp.size} bytes, and {size} were written")
            whole = stamp != self._seen[LOG]
            first = 0 if whole else max(self.tree.size - TAIL, 0)
            log.seek(self._offsets[first])
            tree, tail = Tree(), list(self._tail)
            for index, line in enumerate(log, start=first):
                leaf, known = leaf_hash(line[:-1]), index - self.tree.size + len(tail)
                if known >= 0 and leaf != tail[known]:
                    raise MirrorDamaged(f"entry {index} of {LOG} is not the one that was written")
                if whole:
                    tree.add([leaf])
        if whole and tree.root != self.tree.root:
            raise MirrorDamaged(f"an entry of {LOG} in front of its last {len(tail)} is not the one that was written")
        self._seen[LOG] = stamp

    def _judge_signed(self) -> None:
        with (self._folder / SIGNED).open("rb") as notes:
            stamp = stamp_of(notes)
            if stamp == self._seen[SIGNED]:
                return
            if hashlib.file_digest(notes, "sha256").digest() != self._said.digest():
                raise MirrorDamaged(f"{SIGNED} is not what was signed: a line was changed, added or removed")
        self._seen[SIGNED] = stamp

    def _judge_last_note(self) -> None:
        """The checkpoint for people is the last that was signed, or older if the power went: never a newer one."""
        path = self._folder / "checkpoint"
        if path.exists() and read_checkpoint(path.read_bytes())[0].size > self.signed_size:
            raise MirrorDamaged(f"the last lines of {SIGNED} are gone: the checkpoint is newer")

    def _stamp(self, *names: str) -> None:
        for name in names:
            with (self._folder / name).open("rb") as file:
                self._seen[name] = stamp_of(file)

    def _reopen_notes(self) -> tuple[BinaryIO, list[Head]]:
        """Read all that was signed; a note that was not written to its end was never given out."""
        path = self._folder / SIGNED
        path.touch(mode=0o640)
        notes, end, heads = path.open("r+b"), 0, list[Head]()
        for line in notes:
            if line.endswith(b"\n"):
                end += len(line)
                self._said.update(line)
                heads.append(self._read_note(line, after=heads[-1].size if heads else -1))
        notes.truncate(end)
        notes.seek(end)
        return notes, heads

    def _read_note(self, line: bytes, *, after: int) -> Head:
        try:
            head, note = read_checkpoint(json.loads(line))
            signers(note, self._own)
        except (ValueError, TypeError) as fault:
            raise MirrorDamaged(
                f"a line of {SIGNED} behind the note of size {after} is no signed note: {fault}"
            ) from fault
        if head.size <= after or head.origin != self._origin_of(max(head.size - 1, 0)):
            raise MirrorDamaged(f"a line of {SIGNED} behind the note of size {after} is not the next of this log")
        return head

    def _reopen(self, signed: Mapping[int, bytes]) -> BinaryIO:
        """Read the log; a last line that was not written to its end was never signed, and is cut off."""
        path = self._folder / LOG
        path.touch(mode=0o640)
        log = path.open("r+b")
        for line in log:
            if not line.endswith(b"\n"):
                break
            try:
                at = self._judge(self.tree.size, line[:-1], self.last_at)
            except Fork as fork:
                raise MirrorDamaged(str(fork)) from fork
            self._take([line[:-1]], at)
            if self.tree.size in signed and signed[self.tree.size] != self.tree.root:
                raise MirrorDamaged(f"the mirror is not the log of which {self.tree.size} entries were signed")
        log.truncate(self._offsets[-1])
        return log
