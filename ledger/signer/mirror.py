"""The signer's own copy of the log: `log.jsonl`, an entry a line, and what has been signed of it, all fsynced."""

import json
import os
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from ledger.canonical import JsonObject
from ledger.commitments import leaf_hash
from ledger.entries import NotAnEntry, b64, moment, read_entry, read_moment
from ledger.notes import Head, read_checkpoint
from ledger.tree import Tree

TOLERANCE = timedelta(minutes=5)
FILES = ("log.jsonl", "signed.jsonl", "checkpoint", "complete")
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

    `origin_of` says which origin the entry at an index bears, where the log had another before a fork.
    """

    def __init__(
        self, folder: Path, *, origin: str, timed: bool = True, origin_of: Callable[[int], str] | None = None
    ) -> None:
        """Read the copy again and check every entry of it; MirrorDamaged when it is not what was signed last."""
        self.origin, self._folder, self._timed = origin, folder, timed
        self._origin_of = origin_of or (lambda _: origin)
        self.tree, self.last_at = Tree(), ""
        self._streams, self._offsets = _Streams(), array("Q", [0])
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._notes, signed = self._reopen_notes()
        self._last = signed
        self._log = self._reopen(signed)
        if signed is not None and signed.size > self.tree.size:
            raise MirrorDamaged(f"{signed.size} entries were signed, and the mirror holds {self.tree.size}")

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
            self._notes.write(json.dumps(note, ensure_ascii=False).encode("utf-8") + b"\n")
            self._notes.flush()
            os.fsync(self._notes.fileno())
            self._last = self.head
            _write(self._folder / "checkpoint", note)
        _write(self._folder / "complete", moment(now))

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
        text = path.read_text(encoding="ascii", errors="replace") if path.exists() else ""
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
        self._log.seek(self._offsets[-1])
        self._log.write(b"".join(entry + b"\n" for entry in entries))
        self._log.flush()
        os.fsync(self._log.fileno())
        self._take(entries, last_at)

    def _take(self, entries: Sequence[bytes], last_at: str) -> None:
        self.tree.add(leaf_hash(entry) for entry in entries)
        for entry in entries:
            self._offsets.append(self._offsets[-1] + len(entry) + 1)
        self._streams.kept.update(self._streams.fresh)
        self._streams.fresh, self.last_at = {}, last_at

    def _entry(self, index: int) -> bytes:
        start, end = self._offsets[index], self._offsets[index + 1]
        self._log.seek(start)
        return self._log.read(end - start - 1)

    def _reopen_notes(self) -> tuple[BinaryIO, Head | None]:
        """Read what was signed, and what last; a note that was not written to its end was never given out."""
        path = self._folder / "signed.jsonl"
        path.touch(mode=0o640)
        notes, end, last = path.open("r+b"), 0, None
        for line in notes:
            if line.endswith(b"\n"):
                end, last = end + len(line), line
        notes.truncate(end)
        notes.seek(end)
        return notes, read_checkpoint(json.loads(last))[0] if last else None

    def _reopen(self, signed: Head | None) -> BinaryIO:
        """Read the log; a last line that was not written to its end was never signed, and is cut off."""
        path = self._folder / "log.jsonl"
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
            if signed is not None and signed.size == self.tree.size and signed.root != self.tree.root:
                raise MirrorDamaged(f"the mirror is not the log of which {signed.size} entries were signed")
        log.truncate(self._offsets[-1])
        return log


def _write(path: Path, text: str) -> None:
    """In one step; what is lost in a power cut is written again with the next note."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
