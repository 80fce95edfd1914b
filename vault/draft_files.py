"""Puts files with a draft, within its limits and those of the disk, looks at them, and takes them off."""

import shutil
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Manager, Sum

from ledger import clock
from vault.attached import AttachedFile, delete_stored, files_of, remove_view, seal_file
from vault.drafts import AlreadySent, NoSuchDraft, lock_unsent
from vault.files import copy
from vault.first_look import first_look
from vault.models import Draft, DraftFile, DraftPiece
from vault.uploads import Fault, FileRefused, Received, SealedUpload

MOST_BYTES = 500 * 1024 * 1024
MOST_FILES = 20
MOST_PIECES = 500
"""Pieces that wait in a draft for the rest of their file: the page sends 2 MiB in each, so that 250 fill a report."""
SHARE_OF_FREE_DISK = 0.2


class ChosenAgain(SealedUpload):
    """A file of a draft as if it had been sent again. It is copied when somebody keeps it, and not before."""

    def __init__(self, file: AttachedFile) -> None:
        described = file.description
        super().__init__(name=described.name, size=described.size, received=None, fault=None)
        self._waits = file.received

    def get_received(self) -> Received:
        if self._received is None:
            self._received = copy(self._waits)
        return super().get_received()


@transaction.atomic
def attach(handle: UUID, secret: str, upload: SealedUpload, field: str = "") -> UUID:
    """Add a file to the draft and return its id. Raises NoSuchDraft, AlreadySent, or FileRefused with a sentence.

    `field`: the field of the form in which it was chosen, where a draft has several.
    """
    received = upload.get_received()
    draft = lock_unsent(handle, secret)
    require_room(draft, received.stored_bytes)
    keep_received(draft, secret, received, upload=field)
    upload.settle()
    return received.file_id


def require_room(draft: Draft, size: int) -> None:
    """Refuse a file of this size if the draft has enough files, pieces or bytes, or the disk too little room.

    Raises FileRefused.
    """
    if draft.files.count() >= MOST_FILES:
        raise FileRefused(Fault.ENOUGH)
    held = sum(_stored_bytes(of) for of in (draft.files, draft.pieces))
    if held + size > MOST_BYTES or draft.pieces.count() >= MOST_PIECES:
        raise FileRefused(Fault.TOO_MUCH)
    if not _has_room(size):
        raise FileRefused(Fault.NO_ROOM)


def keep_received(draft: Draft, secret: str, received: Received, *, upload: str = "") -> None:
    """Add a stored file to a locked draft."""
    blob = seal_file(draft.handle, secret, AttachedFile(received, None, upload))
    kept = {"stored_bytes": received.stored_bytes, "added_at": clock.now()}
    DraftFile.objects.create(id=received.file_id, draft=draft, blob=blob, **kept)


def look_at(handle: UUID, secret: str, file_id: UUID, *, seconds: float) -> None:
    """Take a first look at a file of the draft and keep it with the file; a file that had one keeps that.

    It takes at most twice the `seconds`. Raises NoSuchDraft or AlreadySent.
    """
    file = next((one for one in files_of(handle, secret) if one.id == file_id and one.view is None), None)
    view = first_look(file.received, seconds=seconds) if file else None
    if file is None or view is None:
        return
    blob = seal_file(handle, secret, AttachedFile(file.received, view, file.upload))
    try:
        with transaction.atomic():
            files = lock_unsent(handle, secret).files.filter(id=file_id, view=None)
            kept = files.update(blob=blob, view=view.stored)
    except (NoSuchDraft, AlreadySent):
        remove_view(view)
        raise
    if not kept:
        remove_view(view)


@transaction.atomic
def detach(handle: UUID, secret: str, file_id: UUID) -> None:
    """Delete a file of the draft. Raises NoSuchDraft or AlreadySent."""
    delete_stored(lock_unsent(handle, secret).files.filter(id=file_id))


def _stored_bytes(of: Manager[DraftFile] | Manager[DraftPiece]) -> int:
    return of.aggregate(total=Sum("stored_bytes"))["total"] or 0


def _has_room(size: int) -> bool:
    """Whether all unsent files, including this one, stay within their share of the free disk."""
    held = _stored_bytes(DraftFile.objects) + _stored_bytes(DraftPiece.objects)
    return bool(held + size < shutil.disk_usage(settings.FILES_DIR).free * SHARE_OF_FREE_DISK)
