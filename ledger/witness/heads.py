"""What a witness remembers: the newest checkpoint of each log that it cosigned, a file each, fsynced."""

import os
from hashlib import sha256
from pathlib import Path

from ledger.notes import Head, NotANote, read_checkpoint


class HeadsDamaged(RuntimeError):
    """A file of the witness's folder is not what it wrote: nothing may be cosigned from it."""


def origin_digest(origin: str) -> str:
    """The name under which C2SP tlog-witness serves a log: SHA-256 of its origin, in hex."""
    return sha256(origin.encode()).hexdigest()


class Heads:
    """The newest cosigned checkpoints, by origin."""

    def __init__(self, folder: Path) -> None:
        """Read what an earlier run kept; HeadsDamaged."""
        self._folder = folder
        self._newest: dict[str, tuple[Head, str]] = {}
        for path in folder.glob("*.checkpoint"):
            text = path.read_text(encoding="utf-8")
            try:
                head, _ = read_checkpoint(text)
            except NotANote as fault:
                raise HeadsDamaged(f"{path}: {fault}") from fault
            if path != self._path(head.origin):
                raise HeadsDamaged(f"{path} is a checkpoint of the log {head.origin}")
            self._newest[head.origin] = head, text

    def newest(self, origin: str) -> Head | None:
        return self._newest[origin][0] if origin in self._newest else None

    def note(self, digest: str) -> str | None:
        """The newest checkpoint of the log with this `origin_digest`, with the lines of log and witness."""
        return next((text for origin, (_, text) in self._newest.items() if origin_digest(origin) == digest), None)

    def store(self, head: Head, note: str) -> None:
        """Replace what is kept of this log, on the disk first. OSError leaves it as it was."""
        path = self._path(head.origin)
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._newest[head.origin] = head, note

    def _path(self, origin: str) -> Path:
        return self._folder / f"{origin_digest(origin)}.checkpoint"
