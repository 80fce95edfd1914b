"""The files of a draft, each sealed with what was found in it under the secret of the draft's writer."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.compiled import Compiled, Given
from ledger.canonical import decode, encode
from vault import aead, store
from vault.files import pack_file, unpack_file
from vault.keys import derive
from vault.models import DraftFile, DraftPiece
from vault.uploads import Description, Received
from vault.views import View, view_of_value

_STEP = 4 * aead.KIB


@dataclass(frozen=True)
class AttachedFile:
    """A file of a draft. `view` is the first look at it; None if there was none yet. `upload`: the upload that brought it."""

    received: Received
    view: View | None
    upload: str = ""

    @property
    def id(self) -> UUID:
        return self.received.file_id

    @property
    def description(self) -> Description:
        return self.received.description


def draft_key(handle: UUID, secret: str) -> bytes:
    return derive(secret.encode("utf-8"), b"ethics-draft/v1", salt=handle.bytes)


def files_of(handle: UUID, secret: str) -> list[AttachedFile]:
    """Return the files of a draft in the order in which they arrived. Raises CannotOpen if the secret is another's."""
    return [_opened_file(handle, secret, row) for row in _FILES.rows(draft=handle)]


_FILES = Compiled(lambda: DraftFile.objects.filter(draft=Given("draft")).order_by("added_at", "id"))


def _opened_file(handle: UUID, secret: str, row: DraftFile) -> AttachedFile:
    body = open_sealed(handle, secret, row.id, bytes(row.blob))
    value: Any = decode(body)
    view = view_of_value(value["view"]) if value["view"] else None
    return AttachedFile(unpack_file(row.id, body), view, value["upload"])


def seal_file(handle: UUID, secret: str, file: AttachedFile) -> bytes:
    view = file.view.value() if file.view else None
    return seal_for(handle, secret, file.id, pack_file(file.received, view=view, upload=file.upload))


def seal_for(handle: UUID, secret: str, file_id: UUID, body: bytes) -> bytes:
    """Return what is said of a file of the draft, sealed for its writer."""
    return aead.encrypt(draft_key(handle, secret), body, aad=_file_place(handle, file_id), step=_STEP)


def open_sealed(handle: UUID, secret: str, file_id: UUID, blob: bytes) -> bytes:
    """Return what `seal_for` sealed. Raises CannotOpen."""
    return aead.decrypt(draft_key(handle, secret), blob, aad=_file_place(handle, file_id))[1]


def delete_stored(rows: QuerySet[DraftFile] | QuerySet[DraftPiece]) -> None:
    """Delete these rows, and their bytes in the store once the transaction is over."""
    views = ["view"] if rows.model is DraftFile else []
    stored = [file_id for row in rows.values_list("id", *views) for file_id in row if file_id]
    if stored and rows.delete()[0]:
        for file_id in stored:
            transaction.on_commit(partial(store.remove, file_id))


def remove_view(view: View) -> None:
    if view.stored is not None:
        store.remove(view.stored)


def seal_again(row: DraftFile | DraftPiece, before: str, secret: str) -> None:
    """Seal what a row says under another secret of its draft."""
    row.blob = seal_for(row.draft_id, secret, row.id, open_sealed(row.draft_id, before, row.id, bytes(row.blob)))
    row.save(update_fields=["blob"])


def _file_place(handle: UUID, file_id: UUID) -> bytes:
    return encode({"v": 1, "draft": str(handle), "file": str(file_id)})
