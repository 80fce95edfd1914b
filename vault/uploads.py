"""Seals each file that a browser sends, chunk by chunk and under its own key, before any decision about it.

Django reads the whole body before a form or the CSRF check can refuse it; even refused bytes are never stored in clear.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from ledger.canonical import Json
from vault import media, store

LOG = structlog.get_logger()
_LONGEST_NAME = 200


class Fault(StrEnum):
    """Why a file is not accepted, in words for the person who sent it."""

    EMPTY = "The file is empty."
    TOO_LARGE = "The file is too large."
    TOO_MUCH = "These files together are too large for one report. Send the others later, with your twelve words."
    ENOUGH = "A report holds 20 files. Send this one later, with your twelve words."
    TOO_MANY = "Very many files came from your network within an hour. Send this one later, with your twelve words."
    NO_ROOM = (
        "There is no room for files just now. Send your report without it, and the file later, with your twelve words."
    )


class FileRefused(ValueError):
    """A file is not accepted; the text is a sentence for the person who sent it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Description:
    """The part of a file to which the record commits: its name, size in bytes, media type, and SHA-256 in hex."""

    name: str
    size: int
    media_type: str
    sha256: str

    def value(self) -> dict[str, Json]:
        return asdict(self)


@dataclass(frozen=True, repr=False)
class Received:
    """A stored file, what it is, and the key that opens it: all that `keep` needs. Secret: never stored in clear."""

    file_id: UUID
    key: bytes
    prefix: bytes
    stored_bytes: int
    description: Description


class SealedUpload(UploadedFile):  # type: ignore[type-arg]
    """One file of a request, already sealed on disk. It is deleted when the request ends, unless somebody kept it."""

    def __init__(self, *, name: str, size: int, received: Received | None, fault: Fault | None) -> None:
        super().__init__(file=None, name=name, size=size)
        self.fault = fault
        self._received = received
        self._kept = False

    def get_received(self) -> Received:
        """What was received, to be kept; raises FileRefused, with a sentence for the sender, when it is not taken."""
        if self._received is None:
            raise FileRefused(self.fault or Fault.EMPTY)
        return self._received

    def settle(self) -> None:
        self._kept = True

    def close(self) -> None:
        if self._received is not None and not self._kept:
            store.remove(self._received.file_id)
            self._received = None


class SealingUploadHandler(FileUploadHandler):
    """The upload handler of the installation; only the page that checks receipts reads in memory and keeps nothing."""

    chunk_size = 1024 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._writer: store.Writer | None = None
        self._fault: Fault | None = None
        self._uploads: list[SealedUpload] = []
        self._ends = media.Ends()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        # Django closes `file` when it gives up on a request.
        self.file = self
        self._ends = media.Ends()
        self._fault = None
        with self._room():
            self._writer = store.Writer()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal the next bytes; once the file is too large, let the rest go by."""
        if self._writer is None:
            return
        if start + len(raw_data) > settings.MAX_FILE_BYTES:
            self._give_up()
            self._fault = Fault.TOO_LARGE
            return
        with self._room():
            self._writer.write(self._ends.note(raw_data))

    def file_complete(self, file_size: int) -> SealedUpload:
        name, received = _clean_name(self.file_name or ""), None
        if self._writer is not None:
            received = self._receive(self._writer, name, file_size)
        upload = SealedUpload(name=name, size=file_size, received=received, fault=self._fault)
        self._uploads.append(upload)
        self._writer = None
        return upload

    def upload_interrupted(self) -> None:
        self.close()

    def close(self) -> None:
        self._give_up()
        for upload in self._uploads:
            upload.close()

    def _receive(self, writer: store.Writer, name: str, size: int) -> Received | None:
        if size == 0:
            self._give_up()
            self._fault = Fault.EMPTY
            return None
        with self._room():
            described = Description(name=name, size=size, media_type=self._ends.media_type(), sha256=writer.finish())
            return Received(writer.file_id, writer.key, writer.prefix, writer.stored_bytes, described)
        return None

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Refuse the file if the disk is full: delete what was written of it, and ignore the rest."""
        try:
            yield
        except OSError as fault:
            if fault.errno not in store.NO_ROOM:
                raise
            LOG.exception("disk_is_full")
            self._give_up()
            self._fault = Fault.NO_ROOM

    def _give_up(self) -> None:
        if self._writer is not None:
            self._writer.discard()
            self._writer = None


def _clean_name(name: str) -> str:
    """Return the name in NFC, without control, format and direction characters. A name that is too long keeps its end."""
    kept = "".join(char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char)[0] != "C")
    return kept[-_LONGEST_NAME:].strip() or "file"
