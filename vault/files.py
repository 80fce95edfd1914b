"""Files that are kept: moved from the key of their upload to a compartment's, and read chunk by chunk."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from ledger import clock
from ledger.canonical import Json, decode, encode
from vault import aead, media, store
from vault.compartments import Compartment, opening, sealing_key
from vault.models import SafeView, SealedFile
from vault.signals import file_kept
from vault.uploads import Description as Description
from vault.uploads import Received, SealedUpload


def keep(upload: SealedUpload | Received, compartment: Compartment) -> SealedFile:
    """Keep a file in this compartment: its key, name, size, type and digest are sealed under the compartment's key.

    The bytes on disk stay as they are. A worker makes a safe view of them (`vault.views`).
    Raises FileRefused when the upload was not taken.
    """
    received = upload.get_received() if isinstance(upload, SealedUpload) else upload
    key = sealing_key(compartment)
    blob = aead.encrypt(key.secret, pack_file(received), aad=_place(key.row.id, received.file_id))
    kept = SealedFile.objects.create(id=received.file_id, key=key.row, blob=blob)
    SafeView.objects.create(file=kept, look_at=clock.now())
    transaction.on_commit(partial(file_kept.send, sender=SafeView), robust=True)
    if isinstance(upload, SealedUpload):
        upload.settle()
    return kept


def describe(sealed_file: SealedFile, compartment: Compartment) -> Description:
    """Name, size, media type and digest of a file kept in this compartment; raises CannotOpen for any other."""
    return _read(sealed_file, compartment).description


def read(sealed_file: SealedFile, compartment: Compartment) -> Iterator[bytes]:
    """The bytes of a file kept in this compartment, in chunks of at most 1 MiB.

    Raises CannotOpen at once if it is kept elsewhere, and later at the first chunk that was altered.
    """
    received = _read(sealed_file, compartment)
    return store.read(received.file_id, key=received.key, prefix=received.prefix, size=received.description.size)


def copy(received: Received) -> Received:
    """Return the same content stored once more under an id and a key of its own, so that each can be erased by itself.

    Raises CannotOpen when the first is gone or altered, NotStored when the second does not read back.
    """
    writer, _ = _store(_chunks(received))
    return Received(writer.file_id, writer.key, writer.prefix, writer.stored_bytes, received.description)


def join(pieces: Sequence[Received]) -> Received:
    """Return the content of these files, one after another, as one stored file with the name of the first.

    Its digest is that of what reads back. Raises CannotOpen when a piece is gone or altered, NotStored when the whole does
    not read back.
    """
    ends = media.Ends()
    writer, sha256 = _store(ends.note(chunk) for piece in pieces for chunk in _chunks(piece))
    described = Description(pieces[0].description.name, writer.size, ends.media_type(), sha256)
    return Received(writer.file_id, writer.key, writer.prefix, writer.stored_bytes, described)


def _store(content: Iterable[bytes]) -> tuple[store.Writer, str]:
    """Store this content; return its writer, and its digest in hex."""
    writer = store.Writer()
    try:
        for chunk in content:
            writer.write(chunk)
        return writer, writer.finish()
    except BaseException:
        writer.discard()
        raise


def _chunks(received: Received) -> Iterator[bytes]:
    place = {"key": received.key, "prefix": received.prefix, "size": received.description.size}
    return store.read(received.file_id, **place)  # type: ignore[arg-type]


def pack_file(received: Received, **more: Json) -> bytes:
    """Return a received file, and more about it, as bytes to be sealed. They contain its key."""
    secrets: dict[str, Json] = {"key": _text(received.key), "prefix": _text(received.prefix)}
    return encode({**more, **secrets, "stored": received.stored_bytes, "file": received.description.value()})


def unpack_file(file_id: UUID, body: bytes) -> Received:
    """Return the received file that `pack_file` packed, under this id."""
    value: Any = decode(body)
    key, prefix = base64.b64decode(value["key"]), base64.b64decode(value["prefix"])
    return Received(file_id, key, prefix, value["stored"], Description(**value["file"]))


def _read(sealed_file: SealedFile, compartment: Compartment) -> Received:
    key = opening(sealed_file.key, compartment)
    _, body = aead.decrypt(key, bytes(sealed_file.blob), aad=_place(sealed_file.key_id, sealed_file.id))
    return unpack_file(sealed_file.id, body)


def _place(key_id: UUID, file_id: UUID) -> bytes:
    return encode({"v": 1, "kid": str(key_id), "file": str(file_id)})


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
