"""Reports that are being written, each sealed until it is sent under a secret that only the writer's browser holds.

The URL contains the handle; a cookie for that path contains the secret. The receipt code, once the writer has it, opens the
draft in any browser. No key of the installation opens a draft, and an unknown handle creates none. After sending, the row
keeps the outcome for a day, so that a repeated post gets the same answer. The caller decides how long unsent drafts are kept.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from accounts.prepared import prepared_cursor
from accounts.prepared_rows import update_row
from ledger import clock
from ledger.canonical import Json, decode, encode
from vault import aead
from vault.attached import AttachedFile, delete_stored, draft_key, files_of, remove_view, seal_again
from vault.codes import Code
from vault.draft_statements import BEGIN, CAME_WITH_IT, COLUMNS, FIND, FINISH, LOCK, READ, WRITE
from vault.keys import CannotOpen, derive
from vault.models import Draft, DraftFile, DraftPiece

BRIEFLY = timedelta(hours=24)
"""How long these are kept: the outcome of a sent draft, an empty draft, a brief draft, a file that did not arrive whole, and
a file without an owner."""
MOST_TYPED = 256 * 1024
_STEP = 4 * aead.KIB
_FOR_CODE = b"ethics-draft/code/v1"
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
    """A draft opened with its secret; only `read` creates it. `seen` is the version that was opened.

    `has_files` and `has_pieces`: what had come to it by then. `beside` is the value that `read` was asked for.
    """

    handle: UUID
    secret: str = field(repr=False)
    answers: Answers
    seen: int
    brief: bool = False
    has_files: bool = False
    has_pieces: bool = False
    beside: Any = field(default=None, compare=False)


@dataclass(frozen=True)
class Taken:
    """A draft that is being sent, locked until the transaction ends: its answers and files, or its outcome.

    `has_pieces`: a file of it did not arrive whole.
    """

    draft: Draft
    secret: str = field(repr=False)
    answers: Answers
    files: tuple[AttachedFile, ...]
    outcome: Answers | None
    has_pieces: bool = False


def begin(answers: Answers | None = None, *, brief: bool = False) -> tuple[UUID, str]:
    """Create a draft; return its handle and its secret, which is not stored. A brief draft is kept for a day.

    Nobody typed anything yet, so it does not wait for the disk: what is kept with it later carries it there.
    """
    handle, secret = uuid4(), _new_secret()
    with prepared_cursor() as cursor:
        cursor.execute(BEGIN, [handle, _encrypt(handle, secret, encode(answers or {})), brief, clock.now()])
    return handle, secret


def read(handle: UUID, secret: str, *, beside: str = "NULL") -> Opened:
    """Open the draft. Raises NoSuchDraft or AlreadySent. One statement, which also reads the SQL value `beside`.

    A page of a report needs such a value each time, and a second statement would cost it another wait.
    """
    with prepared_cursor() as cursor:
        cursor.execute(READ.format(beside), [handle])
        row = cursor.fetchone()
    answers = _open(row, secret)
    _handle, _blob, seen, sent, brief, _saved_at, *besides = row
    if sent:
        raise AlreadySent
    return Opened(handle, secret, answers, seen, brief, *besides)


def attached_files(found: Opened) -> list[AttachedFile]:
    """Return the files of a draft in the order in which they arrived."""
    return files_of(found.handle, found.secret)


def write(found: Opened, answers: Answers, *, code: Code | None = None) -> Opened:
    """Replace the answers that were opened, in one statement.

    A receipt code that is given opens the draft too, until it is sent; the caller keeps it in the answers, to show it again.
    Raises NoSuchDraft, AlreadySent, ChangedElsewhere or TooMuchTyped. The secret need not be checked again: a draft with
    the same version is the one that was opened.
    """
    body, seen = encode(answers), found.seen + 1
    if len(body) > MOST_TYPED:
        raise TooMuchTyped
    blob = _encrypt(found.handle, found.secret, body)
    lookup, by_code = (_lookup(code), _by_code(found.handle, found.secret, code)) if code else (None, None)
    waits = "on" if code else "off"
    with prepared_cursor() as cursor:
        cursor.execute(WRITE, [blob, seen, clock.now(), lookup, by_code, found.handle, found.seen, waits])
        written = cursor.rowcount == 1
    if not written:
        read(found.handle, found.secret)
        raise ChangedElsewhere
    return replace(found, answers=answers, seen=seen)


def resume(code: Code) -> Opened:
    """Open the draft of a code under a fresh secret: no browser that had it open before opens it now. Raises NoSuchDraft."""
    handle = Draft.objects.filter(code_lookup=_lookup(code)).values_list("handle", flat=True).first()
    if handle is None:
        raise NoSuchDraft
    return _open_again(handle, code)


@transaction.atomic
def _open_again(handle: UUID, code: Code) -> Opened:
    draft = Draft.objects.select_for_update().filter(handle=handle).first()
    if draft is None or draft.by_code is None:  # it was sent or thrown away in between
        raise NoSuchDraft
    _, before = aead.decrypt(derive(code.secret, _FOR_CODE), bytes(draft.by_code), aad=_place(handle))
    _, body = aead.decrypt(draft_key(handle, before.decode("ascii")), bytes(draft.blob), aad=_place(handle))
    answers: Any = decode(body)
    secret = _new_secret()
    rows: list[DraftFile | DraftPiece] = [*draft.files.all(), *draft.pieces.all()]
    for row in rows:
        seal_again(row, before.decode("ascii"), secret)
    draft.by_code = _by_code(handle, secret, code)
    _save(draft, secret, answers, "by_code")
    return Opened(handle, secret, answers, draft.seen, draft.brief)


def _lookup(code: Code) -> bytes:
    return derive(code.secret, b"ethics-draft/lookup/v1")


def _by_code(handle: UUID, secret: str, code: Code) -> bytes:
    return aead.encrypt(derive(code.secret, _FOR_CODE), secret.encode("ascii"), aad=_place(handle))


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def take(handle: UUID, secret: str) -> Taken:
    """Lock the draft in the caller's transaction, in order to send it. Raises NoSuchDraft.

    If `outcome` is set, the draft was sent earlier: the caller answers with it and writes nothing.
    """
    draft, answers = _find(handle, secret, locked=True)
    if draft.sent:
        return Taken(draft, secret, {}, (), answers)
    with prepared_cursor() as cursor:
        cursor.execute(CAME_WITH_IT, {"draft": handle})
        ((has_files, has_pieces),) = cursor.fetchall()
    files = tuple(files_of(handle, secret)) if has_files else ()
    return Taken(draft, secret, answers, files, None, has_pieces)


def drop_files(taken: Taken) -> None:
    """Delete what came with a draft, in the transaction of `take`, after the caller has stored the files."""
    for file in taken.files:
        if file.view is not None:
            transaction.on_commit(partial(remove_view, file.view))
    if taken.files:
        taken.draft.files.all().delete()
    if taken.has_pieces:
        delete_stored(taken.draft.pieces.all())


def finish(taken: Taken, *, outcome: Answers) -> None:
    """Replace the answers by the outcome, in the transaction of `take`. Raises AlreadySent. Reads nothing."""
    if taken.outcome is not None:
        raise AlreadySent
    draft = taken.draft
    blob = _encrypt(draft.handle, taken.secret, encode(outcome))
    with prepared_cursor() as cursor:
        cursor.execute(FINISH, [blob, draft.seen + 1, clock.now(), draft.handle])


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
    delete_draft(draft)


def _find(handle: UUID, secret: str, *, locked: bool) -> tuple[Draft, Answers]:
    with prepared_cursor() as cursor:
        cursor.execute(LOCK if locked else FIND, [handle])
        row = cursor.fetchone()
    answers = _open(row, secret)
    return Draft.from_db(connection.alias, COLUMNS, row), answers


def _open(row: Any, secret: str) -> Answers:
    """Return what a row holds. Raises NoSuchDraft without a row, or if the secret is another's."""
    if row is None:
        raise NoSuchDraft
    handle, blob, *_ = row
    try:
        _, body = aead.decrypt(draft_key(handle, secret), bytes(blob), aad=_place(handle))
    except CannotOpen:
        raise NoSuchDraft from None
    answers: Answers = json.loads(body)  # we wrote it, since it opened: its form needs no check
    return answers


def lock_unsent(handle: UUID, secret: str) -> Draft:
    """Return the row of an unsent draft, locked until the transaction ends. Raises NoSuchDraft or AlreadySent."""
    draft, _ = _find(handle, secret, locked=True)
    if draft.sent:
        raise AlreadySent
    return draft


def _save(draft: Draft, secret: str, value: Answers, *changed: str) -> None:
    draft.blob = _encrypt(draft.handle, secret, encode(value))
    draft.seen, draft.saved_at = draft.seen + 1, clock.now()
    update_row(draft, ("blob", "seen", "saved_at", *changed))


def delete_draft(draft: Draft) -> None:
    delete_stored(draft.files.all())
    delete_stored(draft.pieces.all())
    draft.delete()


def _encrypt(handle: UUID, secret: str, body: bytes) -> bytes:
    return aead.encrypt(draft_key(handle, secret), body, aad=_place(handle), step=_STEP)


def _place(handle: UUID) -> bytes:
    return encode({"v": 1, "draft": str(handle)})
