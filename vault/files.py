"""Files that are kept: moved from the key of their upload to a compartment's, and read chunk by chunk."""

import base64
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from ledger.canonical import Json, decode, encode
from vault import aead, store
from vault.compartments import Compartment, opening, sealing_key
from vault.models import SealedFile
from vault.uploads import Description as Description
from vault.uploads import Received, SealedUpload


def keep(upload: SealedUpload | Received, compartment: Compartment) -> SealedFile:
    """Keep a file in this compartment: its key, name, size, type and digest are sealed under the compartment's key.

    The bytes on disk stay as they are. Raises FileRefused when the upload was not taken.
    """
    received = upload.get_received() if isinstance(upload, SealedUpload) else upload
    key = sealing_key(compartment)
    blob = aead.encrypt(key.secret, pack_file(received), aad=_place(key.row.id, received.file_id))
    kept = SealedFile.objects.create(id=received.file_id, key=key.row, blob=blob)
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
    writer = store.Writer()
    stored = store.read(received.file_id, key=received.key, prefix=received.prefix, size=received.description.size)
    try:
        for chunk in stored:
            writer.write(chunk)
        writer.finish()
    except BaseException:
        writer.discard()
        raise
    return Received(writer.file_id, writer.key, writer.prefix, writer.stored_bytes, received.description)


def pack_file(received: Received) -> bytes:
    """Return a received file as bytes to be sealed. They contain its key."""
    secrets: dict[str, Json] = {"key": _text(received.key), "prefix": _text(received.prefix)}
    return encode({**secrets, "stored": received.stored_bytes, "file": received.description.value()})


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
