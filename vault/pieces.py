"""Files that arrive at a draft in pieces, so that an interruption costs one piece and not the file.

Each piece is a stored file of its own, sealed under the writer's secret. The last one has the pieces joined into one stored
file, whose digest is taken when it reads back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.compiled import Compiled, Given
from ledger import clock
from ledger.canonical import decode
from vault import attached, draft_files, drafts, store
from vault.files import join, pack_file, unpack_file
from vault.models import Draft, DraftPiece
from vault.uploads import Fault, FileRefused, Received, SealedUpload


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far an upload is: the offset at which it goes on, and the file of the draft once it is whole.

    `size` and `modified` are those of the whole file as its sender's browser said them.
    """

    upload: UUID
    offset: int = 0
    name: str = ""
    size: int = 0
    modified: int = 0
    file: UUID | None = None


def progress(found: drafts.Opened, upload: UUID) -> Progress:
    """Return how far an upload is; one that never began is at offset 0."""
    whole = next((file for file in drafts.attached_files(found) if file.upload == str(upload)), None)
    if whole is not None:
        return Progress(upload=upload, offset=whole.description.size, file=whole.id)
    last = DraftPiece.objects.filter(draft=found.handle, upload=upload).order_by("-start").first()
    return _progress(found.secret, last) if last else Progress(upload=upload)


def unfinished(found: drafts.Opened) -> list[Progress]:
    """Return the uploads of a draft that did not arrive whole."""
    return [_progress(found.secret, row) for row in _LAST_OF_EACH.rows(draft=found.handle)]


_LAST_OF_EACH = Compiled(
    lambda: DraftPiece.objects.filter(draft=Given("draft")).order_by("upload", "-start").distinct("upload")
)


@transaction.atomic
def add_piece(
    found: drafts.Opened, upload: UUID, piece: SealedUpload, *, start: int, size: int, modified: int = 0
) -> Progress:
    """Add a piece of a file of `size` bytes that begins at byte `start`, and return how far the upload is then.

    A piece that does not begin where the last one ended changes nothing. The piece that completes the file makes it a file
    of the draft. Raises FileRefused with a sentence, NoSuchDraft or AlreadySent.
    """
    draft = drafts.lock_unsent(found.handle, found.secret)
    so_far = progress(found, upload)
    if so_far.file or so_far.offset != start:
        return so_far
    received = piece.get_received()
    if size > settings.MAX_FILE_BYTES or start + received.description.size > size:
        raise FileRefused(Fault.TOO_LARGE)
    draft_files.require_room(draft, received.stored_bytes if start else size)
    body = pack_file(received, size=size, modified=modified)
    row = DraftPiece.objects.create(
        id=received.file_id,
        draft=draft,
        upload=upload,
        start=start,
        blob=attached.seal_for(found.handle, found.secret, received.file_id, body),
        stored_bytes=received.stored_bytes,
        added_at=clock.now(),
    )
    after = _progress(found.secret, row)
    if after.offset == size:
        _join(draft, found.secret, upload)
        after = progress(found, upload)
    piece.settle()
    return after


@transaction.atomic
def drop(found: drafts.Opened, upload: UUID) -> None:
    """Delete the pieces of an upload that was stopped or refused. Raises NoSuchDraft or AlreadySent."""
    draft = drafts.lock_unsent(found.handle, found.secret)
    attached.delete_stored(draft.pieces.filter(upload=upload))


def _join(draft: Draft, secret: str, upload: UUID) -> None:
    rows = draft.pieces.filter(upload=upload)
    pieces: Sequence[Received] = [_open(secret, row)[0] for row in rows.order_by("start")]
    try:
        whole = join(pieces)
    except OSError as fault:
        if fault.errno not in store.NO_ROOM:
            raise
        raise FileRefused(Fault.NO_ROOM) from fault
    draft_files.keep_received(draft, secret, whole, upload=str(upload))
    attached.delete_stored(rows)


def _progress(secret: str, last: DraftPiece) -> Progress:
    received, value = _open(secret, last)
    return Progress(
        upload=last.upload,
        offset=last.start + received.description.size,
        name=received.description.name,
        size=value["size"],
        modified=value["modified"],
    )


def _open(secret: str, row: DraftPiece) -> tuple[Received, Any]:
    body = attached.open_sealed(row.draft_id, secret, row.id, bytes(row.blob))
    return unpack_file(row.id, body), decode(body)
