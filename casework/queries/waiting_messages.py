"""Messages that wait half a minute before they go out, or could not go out, sealed; an author sees their own."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import structlog

from casework.models import Case, WaitingMessage
from casework.recording import compartment_of
from casework.vocabulary import Thread
from ledger.canonical import encode
from vault import aead
from vault.compartments import CannotOpen, opening, sealing_key
from vault.copies import discard_copy
from vault.models import SealedFile, WrappedKey

LOG = structlog.get_logger()
WAIT = timedelta(seconds=30)
"""How long an author can take a message back. A message that was taken back never enters the record."""


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A sealed file of a message, and what its author says of it."""

    file: UUID
    caption: str


@dataclass(frozen=True, kw_only=True)
class Written:
    """What an author wrote. `answers` is the question it answers; `due_on` makes it a question; `files` are in order."""

    thread: Thread
    message: str
    answers: UUID | None = None
    due_on: date | None = None
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A message of one's own that is not in the record. `due` (UTC) is None if it could not go out when it was due.

    `written` is None if it cannot be read: then it waits until it can.
    """

    id: UUID
    written: Written | None
    due: datetime | None


def keep_waiting(case: Case, user: UUID, written: Written) -> WaitingMessage:
    """Seal a message under the key of its thread and keep it until it is due. Call it inside a transaction."""
    key = sealing_key(compartment_of(case, written.thread.kept))
    row = WaitingMessage(
        id=uuid4(),
        case_id=case.pk,
        user_id=user,
        thread=written.thread.value,
        answers=written.answers,
        due_on=written.due_on,
        files=[one.file for one in written.files],
        key=key.row,
        due=case.view.now + WAIT,
    )
    words = encode({"message": written.message, "captions": [one.caption for one in written.files]})
    row.blob = aead.encrypt(key.secret, words, aad=_place(row, key.row))
    row.save(force_insert=True)
    return row


def own_waiting(case: Case, user: UUID, thread: Thread) -> tuple[Waiting, ...]:
    """Return what a person wrote in a thread and has not gone out yet, oldest first. One query."""
    rows = WaitingMessage.objects.filter(case_id=case.pk, user_id=user, thread=thread.value).select_related("key")
    return tuple(Waiting(id=row.pk, written=_readable(case, row), due=row.due) for row in rows.order_by("due", "pk"))


def _readable(case: Case, row: WaitingMessage) -> Written | None:
    try:
        return written_in(case, row)
    except CannotOpen:
        LOG.exception("waiting_message_not_read")
        return None


def written_in(case: Case, row: WaitingMessage) -> Written:
    """Return what a row holds. Raises CannotOpen if it was altered or moved."""
    thread = Thread(row.thread)
    secret = opening(row.key, compartment_of(case, thread.kept))
    _front, body = aead.decrypt(secret, bytes(row.blob), aad=_place(row, row.key))
    words = json.loads(body)
    files = tuple(Attached(file=file, caption=said) for file, said in zip(row.files, words["captions"], strict=True))
    return Written(thread=thread, message=words["message"], answers=row.answers, due_on=row.due_on, files=files)


def forget_waiting(row: WaitingMessage, *, with_files: bool) -> None:
    """Delete a message that went out, or that was taken back: then its files go too."""
    kept = list(SealedFile.objects.filter(pk__in=row.files)) if with_files and row.files else []
    row.delete()
    for one in kept:
        discard_copy(one)


def keep_unsent(row: WaitingMessage) -> None:
    """Keep a message that could not go out for its author alone."""
    row.due = None
    row.save(update_fields=["due"])


def forget_waiting_in(case: UUID) -> None:
    """Delete what waits in a case whose keys are destroyed."""
    for row in WaitingMessage.objects.filter(case_id=case):
        forget_waiting(row, with_files=True)


def _place(row: WaitingMessage, key: WrappedKey) -> bytes:
    return encode(
        {
            "v": 1,
            "use": "waiting-message",
            "kid": str(key.id),
            "id": str(row.pk),
            "case": str(row.case_id),
            "user": str(row.user_id),
            "thread": row.thread,
            "answers": str(row.answers or ""),
            "due_on": row.due_on.isoformat() if row.due_on else "",
            "files": [str(file) for file in row.files],
        }
    )
