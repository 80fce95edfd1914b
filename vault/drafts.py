"""Reports that are being written, each sealed until it is sent under a secret that only the writer's browser holds.

The URL contains the handle; a cookie for that path contains the secret. No key of the installation opens a draft, and an
unknown handle creates none. After sending, the row keeps the outcome for a day, so that a repeated post gets the same
answer. The caller decides how long unsent drafts are kept.
"""

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, Sum

from accounts.prepared import prepared_cursor
from ledger import clock
from ledger.canonical import Json, decode, encode
from vault import aead, store
from vault.files import pack_file, unpack_file
from vault.keys import CannotOpen, derive
from vault.models import Draft, DraftFile, SealedFile
from vault.uploads import Fault, FileRefused, Received, SealedUpload

BRIEFLY = timedelta(hours=24)
"""How long these are kept: the outcome of a sent draft, an empty draft, a brief draft, and a file without an owner."""
MOST_TYPED = 256 * 1024
MOST_BYTES = 500 * 1024 * 1024
MOST_FILES = 20
SHARE_OF_FREE_DISK = 0.2
_STEP = 4 * aead.KIB
# The writer of a report waits for these at every page: docs/adr/0014 has the figures.
_COLUMNS = ("handle", "blob", "seen", "sent", "brief", "saved_at")
_READ = "SELECT handle, blob, seen, sent, brief, saved_at FROM vault_draft WHERE handle = %s"
_LOCK = f"{_READ} FOR UPDATE"
_WRITE = "UPDATE vault_draft SET blob = %s, seen = %s, saved_at = %s WHERE handle = %s AND seen = %s AND NOT sent"

type Answers = Mapping[str, Json]


class NoSuchDraft(LookupError):
    """No draft with this handle opens with this secret. It does not say whether the handle exists."""


class ChangedElsewhere(RuntimeError):
    """The draft was saved in another tab since these answers were read."""


class TooMuchTyped(ValueError):
    """All answers together exceed `MOST_TYPED` bytes."""


class AlreadySent(RuntimeError):
    """The draft has become a report; read its outcome."""


@dataclass(frozen=True)
class Opened:
    """A draft opened with its secret; only `read` creates it. `seen` is the version that was opened."""

    handle: UUID
    secret: str = field(repr=False)
    answers: Answers
    seen: int
    brief: bool = False


@dataclass(frozen=True)
class Taken:
    """A draft that is being sent, locked until the transaction ends: its answers and files, or its outcome."""

    draft: Draft
    secret: str = field(repr=False)
    answers: Answers
    files: tuple[Received, ...]
    outcome: Answers | None


def begin(*, brief: bool = False) -> tuple[UUID, str]:
    """Create an empty draft; return its handle and its secret, which is not stored. A brief draft is kept for a day."""
    secret = secrets.token_urlsafe(32)
    draft = Draft(saved_at=clock.now(), brief=brief)
    draft.blob = _encrypt(draft.handle, secret, {})
    draft.save(force_insert=True)
    return draft.handle, secret


def read(handle: UUID, secret: str) -> Opened:
    """Open the draft. Raises NoSuchDraft or AlreadySent."""
    draft, answers = _find(handle, secret, locked=False)
    if draft.sent:
        raise AlreadySent
    return Opened(handle, secret, answers, draft.seen, draft.brief)


def attached_files(found: Opened) -> list[tuple[UUID, str, int]]:
    files = _files(found.handle, found.secret)
    return [(file.file_id, file.description.name, file.description.size) for file in files]


def write(found: Opened, answers: Answers) -> Opened:
    """Replace the answers that were opened, in one statement.

    Raises NoSuchDraft, AlreadySent, ChangedElsewhere or TooMuchTyped. The secret need not be checked again: a draft with the
    same version is the one that was opened.
    """
    if len(encode(answers)) > MOST_TYPED:
        raise TooMuchTyped
    blob, seen = _encrypt(found.handle, found.secret, answers), found.seen + 1
    with prepared_cursor() as cursor:
        cursor.execute(_WRITE, [blob, seen, clock.now(), found.handle, found.seen])
        written = cursor.rowcount == 1
    if not written:
        read(found.handle, found.secret)
        raise ChangedElsewhere
    return Opened(found.handle, found.secret, answers, seen, found.brief)


@transaction.atomic
def attach(handle: UUID, secret: str, upload: SealedUpload) -> UUID:
    """Add a file to the draft and return its id. Raises NoSuchDraft, AlreadySent, or FileRefused with a sentence."""
    received = upload.get_received()
    draft = _unsent(handle, secret)
    so_far = draft.files.aggregate(total=Sum("stored_bytes"))["total"] or 0
    if so_far + received.stored_bytes > MOST_BYTES or draft.files.count() >= MOST_FILES:
        raise FileRefused(Fault.TOO_MUCH)
    if not _has_room(received.stored_bytes):
        raise FileRefused(Fault.NO_ROOM)
    key = _key(handle, secret)
    blob = aead.encrypt(key, pack_file(received), aad=_file_place(handle, received.file_id))
    kept = {"stored_bytes": received.stored_bytes, "added_at": clock.now()}
    DraftFile.objects.create(id=received.file_id, draft=draft, blob=blob, **kept)
    upload.settle()
    return received.file_id


@transaction.atomic
def detach(handle: UUID, secret: str, file_id: UUID) -> None:
    """Delete a file of the draft. Raises NoSuchDraft or AlreadySent."""
    if _unsent(handle, secret).files.filter(id=file_id).delete()[0]:
        transaction.on_commit(partial(store.remove, file_id))


def take(handle: UUID, secret: str) -> Taken:
    """Lock the draft in the caller's transaction, in order to send it. Raises NoSuchDraft.

    If `outcome` is set, the draft was sent earlier: the caller answers with it and writes nothing.
    """
    draft, answers = _find(handle, secret, locked=True)
    if draft.sent:
        return Taken(draft, secret, {}, (), answers)
    return Taken(draft, secret, answers, tuple(_files(handle, secret)), None)


def finish(taken: Taken, *, outcome: Answers) -> None:
    """Replace the answers by the outcome, in the transaction of `take`, after the caller has stored the files.

    Raises AlreadySent.
    """
    if taken.outcome is not None:
        raise AlreadySent
    if taken.files:
        taken.draft.files.all().delete()
    taken.draft.sent = True
    _save(taken.draft, taken.secret, outcome)


def outcome(handle: UUID, secret: str) -> Answers:
    """Return the outcome of a sent draft. Raises NoSuchDraft, also for an unsent one."""
    draft, value = _find(handle, secret, locked=False)
    if not draft.sent:
        raise NoSuchDraft
    return value


@transaction.atomic
def shorten(handle: UUID, secret: str, *, outcome: Answers) -> None:
    """Replace the outcome of a sent draft once part of it has been read. Raises NoSuchDraft, also for an unsent one."""
    draft, _ = _find(handle, secret, locked=True)
    if not draft.sent:
        raise NoSuchDraft
    _save(draft, secret, outcome)


@transaction.atomic
def forget(handle: UUID, secret: str) -> None:
    """Delete the draft and its files, because the writer gave it up or confirmed the code. Raises NoSuchDraft."""
    draft, _ = _find(handle, secret, locked=True)
    _remove(draft)


def purge(*, now: datetime, words_since: datetime, files_since: datetime) -> int:
    """Delete what has expired; return the number of drafts.

    That is: unsent drafts last saved before `words_since`, their files added before `files_since`, expired brief drafts and
    outcomes, and stored files without an owner. May be repeated safely.
    """
    limit = now - BRIEFLY
    brief = Q(sent=True) | Q(brief=True) | Q(seen=0, files__isnull=True)
    over = Q(saved_at__lt=words_since) | brief & Q(saved_at__lt=limit)
    old = list(Draft.objects.filter(over).distinct().values_list("handle", flat=True))
    for handle in old:
        with transaction.atomic():
            for draft in Draft.objects.select_for_update().filter(handle=handle, saved_at__lt=max(words_since, limit)):
                _remove(draft)
    _remove_files(files_since)
    for file_id in store.older_than(limit):
        if not (SealedFile.objects.filter(id=file_id).exists() or DraftFile.objects.filter(id=file_id).exists()):
            store.remove(file_id)
    return len(old)


def _remove_files(before: datetime) -> None:
    for file_id in list(DraftFile.objects.filter(added_at__lt=before).values_list("id", flat=True)):
        with transaction.atomic():
            if DraftFile.objects.filter(id=file_id).delete()[0]:
                transaction.on_commit(partial(store.remove, file_id))


def _has_room(size: int) -> bool:
    """Whether all unsent files, including this one, stay within their share of the free disk."""
    held = DraftFile.objects.aggregate(total=Sum("stored_bytes"))["total"] or 0
    return bool(held + size < shutil.disk_usage(settings.FILES_DIR).free * SHARE_OF_FREE_DISK)


def _find(handle: UUID, secret: str, *, locked: bool) -> tuple[Draft, Answers]:
    with prepared_cursor() as cursor:
        cursor.execute(_LOCK if locked else _READ, [handle])
        row = cursor.fetchone()
    if row is None:
        raise NoSuchDraft
    draft = Draft.from_db(connection.alias, _COLUMNS, row)
    try:
        _, body = aead.decrypt(_key(handle, secret), bytes(draft.blob), aad=_place(handle))
    except CannotOpen:
        raise NoSuchDraft from None
    answers: Any = decode(body)
    return draft, answers


def _unsent(handle: UUID, secret: str) -> Draft:
    draft, _ = _find(handle, secret, locked=True)
    if draft.sent:
        raise AlreadySent
    return draft


def _save(draft: Draft, secret: str, value: Answers) -> None:
    draft.blob, draft.seen, draft.saved_at = _encrypt(draft.handle, secret, value), draft.seen + 1, clock.now()
    draft.save()


def _remove(draft: Draft) -> None:
    file_ids = list(draft.files.values_list("id", flat=True))
    draft.delete()
    for file_id in file_ids:
        transaction.on_commit(partial(store.remove, file_id))


def _files(handle: UUID, secret: str) -> list[Received]:
    key = _key(handle, secret)
    return [
        unpack_file(file.id, aead.decrypt(key, bytes(file.blob), aad=_file_place(handle, file.id))[1])
        for file in DraftFile.objects.filter(draft=handle).order_by("id")
    ]


def _encrypt(handle: UUID, secret: str, value: Answers) -> bytes:
    return aead.encrypt(_key(handle, secret), encode(value), aad=_place(handle), step=_STEP)


def _key(handle: UUID, secret: str) -> bytes:
    return derive(secret.encode("utf-8"), b"ethics-draft/v1", salt=handle.bytes)


def _place(handle: UUID) -> bytes:
    return encode({"v": 1, "draft": str(handle)})


def _file_place(handle: UUID, file_id: UUID) -> bytes:
    return encode({"v": 1, "draft": str(handle), "file": str(file_id)})
