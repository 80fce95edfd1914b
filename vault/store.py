"""The store of sealed files, `<2 hex>/<uuid>` under FILES_DIR: each is written once, made durable and read back."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from ledger import clock
from vault import chunks
from vault.keys import CannotOpen

_KEY_BYTES = 32
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
"""The errors of a full disk or a full quota."""


class NotStored(OSError):
    """The file does not read back as it was written, so nobody may be told that it was received."""


class Writer:
    """Seals a stream as it arrives, under a fresh key that only this object has; no byte reaches the disk in clear."""

    def __init__(self) -> None:
        self.file_id, self.key, self.prefix = uuid4(), secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(7)
        self.size = self.stored_bytes = 0
        self._waiting, self._counter = bytearray(), 0
        path = path_of(self.file_id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, data: bytes) -> None:
        self.size += len(data)
        self._waiting += data
        self._pass_on()

    def finish(self) -> str:
        """Pad, make durable, read back; returns the SHA-256 of what was read back, in hex. Raises NotStored.

        Each chunk that was read back carries the seal that was put on what arrived, so one digest is enough.
        """
        padding = chunks.padded_size(self.size) - self.size
        while padding > 0:
            self._waiting += bytes(min(padding, chunks.CHUNK_BYTES))
            padding -= chunks.CHUNK_BYTES
            self._pass_on()
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()
        self._file.flush()
        moment = clock.now().replace(minute=0, second=0, microsecond=0).timestamp()
        os.utime(self._file.fileno(), (moment, moment))
        os.fsync(self._file.fileno())
        self._file.close()
        for folder in (path_of(self.file_id).parent, settings.FILES_DIR):
            _sync(folder)
        return self._read_back()

    def discard(self) -> None:
        """Give up the file and delete it, even if the disk has no room for its last bytes."""
        try:
            with suppress(OSError):  # what was not written yet is given up with the rest
                self._file.close()
        finally:
            remove(self.file_id)

    def _pass_on(self) -> None:
        while len(self._waiting) > chunks.CHUNK_BYTES:
            with memoryview(self._waiting) as waiting:
                self._seal(waiting[: chunks.CHUNK_BYTES], last=False)
            del self._waiting[: chunks.CHUNK_BYTES]

    def _seal(self, data: bytes | memoryview, *, last: bool) -> None:
        sealed = chunks.seal_chunk(
            self.key, data, file_id=self.file_id, prefix=self.prefix, counter=self._counter, last=last
        )
        self.stored_bytes += self._file.write(sealed)
        self._counter += 1

    def _read_back(self) -> str:
        digest = hashlib.sha256()
        try:
            for data in read(self.file_id, key=self.key, prefix=self.prefix, size=self.size):
                digest.update(data)
        except CannotOpen as fault:
            raise NotStored(str(fault)) from fault
        return digest.hexdigest()


def read(file_id: UUID, *, key: bytes, prefix: bytes, size: int) -> Iterator[bytes]:
    """Yield the content of a stored file in chunks. Raises CannotOpen if it is gone, cut or altered."""
    try:
        stored = path_of(file_id).open("rb")
    except FileNotFoundError:
        raise CannotOpen("the stored file is gone") from None
    with stored:
        yield from chunks.open_chunks(key, stored, file_id=file_id, prefix=prefix, size=size)


def read_range(file_id: UUID, *, key: bytes, prefix: bytes, size: int, start: int, length: int) -> bytes:
    """Return a part of a stored file. Raises CannotOpen if it is gone, altered, or has no such part."""
    try:
        stored = path_of(file_id).open("rb")
    except FileNotFoundError:
        raise CannotOpen("the stored file is gone") from None
    with stored:
        return chunks.open_range(key, stored, file_id=file_id, prefix=prefix, size=size, start=start, length=length)


def remove(file_id: UUID) -> None:
    path_of(file_id).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[UUID]:
    """The ids of all stored files last written before this moment; their times are kept to the hour."""
    for path in Path(settings.FILES_DIR).glob("[0-9a-f][0-9a-f]/*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            yield UUID(path.name)


def path_of(file_id: UUID) -> Path:
    return Path(settings.FILES_DIR) / str(file_id)[:2] / str(file_id)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
