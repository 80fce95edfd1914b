"""Messages that wait half a minute before they go out, or could not go out, sealed; an author sees their own."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.models import Case, Turn, WaitingMessage
from casework.models.waiting_message import WaitingState
from casework.record.rights.second_readers import is_read_second, seats_asked
from casework.record.state.people import PARTIES
from casework.recording import compartment_of
from casework.vocabulary import Seat, Thread, Verb
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
    """A message of one's own that is not in the record. `due` (UTC) is the moment at which it goes out, None if it does not.

    `written` is None if it cannot be read: then it waits until it can. `goes_to_reader`: it goes to a second
    reader then. `read_second`: a second reader has it, who sits in one of the seats `readers`. `note` is what a second
    reader wrote who returned it.
    """

    id: UUID
    written: Written | None
    due: datetime | None
    goes_to_reader: bool = False
    read_second: bool = False
    readers: tuple[Seat, ...] = ()
    note: str = ""


def answered_by_waiting(case: Case, user: UUID, questions: Collection[UUID]) -> set[UUID]:
    """Return those questions that a message answers which waits to go out. One query, none without questions."""
    rows = WaitingMessage.objects.filter(case=case, user_id=user, answers__in=questions, due__isnull=False)
    return {one for one in rows.values_list("answers", flat=True) if one} if questions else set()


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
        written_at=case.view.now,
        due=case.view.now + WAIT,
    )
    words = encode({"message": written.message, "captions": [one.caption for one in written.files]})
    row.blob = aead.encrypt(key.secret, words, aad=_place(row, key.row))
    row.save(force_insert=True)
    return row


def own_waiting(case: Case, user: UUID, thread: Thread) -> tuple[Waiting, ...]:
    """Return what a person wrote in a thread and has not gone out yet, oldest first. One query."""
    rows = WaitingMessage.objects.filter(case_id=case.pk, user_id=user, thread=thread.value).select_related("key")
    return tuple(_own(case, row) for row in rows.order_by("due", "pk"))


def _own(case: Case, row: WaitingMessage) -> Waiting:
    """Return a message as its author sees it. A case that was closed has ended what waited for a second reader."""
    waits = {one.message: one for one in case.view.conversation.put_forward}
    try:
        written, note = written_in(case, row), note_in(case, row)
    except CannotOpen:
        LOG.exception("waiting_message_not_read")
        written, note = None, ""
    return Waiting(
        id=row.pk,
        written=written,
        due=row.due,
        goes_to_reader=row.due is not None and _goes_to_reader(case, row),
        read_second=row.pk in waits,
        readers=seats_asked(case.view, waits[row.pk]) if row.pk in waits else (),
        note=note,
    )


def _goes_to_reader(case: Case, row: WaitingMessage) -> bool:
    by_party, released = case.acting.seats & PARTIES, case.view.conversation.released
    return not by_party and row.pk not in released and is_read_second(case.view, Thread(row.thread))


def next_round(case: Case, user: UUID, thread: Thread) -> tuple[bool, bool]:
    """Whether the next round sends a message out, and whether it hands one to a second reader. One query.

    These are messages that a second reader released, and the viewer's own. What a party wrote, and what a colleague can still
    take back, is in nobody else's view.
    """
    rows = WaitingMessage.objects.filter(case_id=case.pk, thread=thread.value, due__isnull=False)
    found = rows.filter(Q(pk__in=case.view.conversation.released) | Q(user_id=user)).only("pk", "thread")
    to_reader = [_goes_to_reader(case, row) for row in found]
    return not all(to_reader), any(to_reader)


def has_own_due(case: Case, user: UUID, thread: Thread) -> bool:
    """Whether a message of one's own in a thread has not gone out, and not to a second reader. One query."""
    return WaitingMessage.objects.filter(case_id=case.pk, user_id=user, thread=thread.value, due__isnull=False).exists()


def answers_on_their_way(user: Any) -> QuerySet[WaitingMessage]:
    """Return the messages that will go out unless somebody acts, as far as an officer may know, for a query over cases.

    These are their own that are due, those that a second reader has, and those that one released. A message with a second
    reader counts only while somebody can release it.
    """
    reading = Turn.objects.filter(case=OuterRef("case"), step=Verb.RELEASE_MESSAGE.value)
    with_reader = Q(Exists(reading)) | Q(due__isnull=False)
    return WaitingMessage.objects.filter(
        Q(user=user, due__isnull=False) | Q(with_reader, state=WaitingState.PUT_FORWARD)
    )


def own_returned(case: Case, user: UUID, thread: Thread, message: UUID) -> WaitingMessage | None:
    """Return a message of one's own in a thread that came back, locked; None if there is none. Inside a transaction."""
    own = WaitingMessage.objects.select_for_update(of=("self",)).select_related("key")
    return own.filter(
        pk=message, case_id=case.pk, user_id=user, thread=thread.value, state=WaitingState.RETURNED
    ).first()


def put_forward_in(case: Case, message: UUID) -> WaitingMessage | None:
    """Return a message of a case that waits for a second reader; None if there is none."""
    rows = WaitingMessage.objects.select_related("key")
    return rows.filter(pk=message, case_id=case.pk, state=WaitingState.PUT_FORWARD, due=None).first()


def put_forward(row: WaitingMessage) -> None:
    """Let a message wait for a second reader, without an end."""
    row.due, row.state = None, WaitingState.PUT_FORWARD
    row.save(update_fields=["due", "state"])


def release(row: WaitingMessage, moment: datetime) -> None:
    """Let a message that was read go out with the next round. Its state stays, so that colleagues know of it."""
    row.due = moment
    row.save(update_fields=["due"])


def give_back(case: Case, row: WaitingMessage, note: str) -> None:
    """Give a message back to its author with a note, sealed under the key of the message."""
    secret = opening(row.key, compartment_of(case, Thread(row.thread).kept))
    row.note = aead.encrypt(secret, encode({"note": note}), aad=_place(row, row.key, use="returned-message"))
    row.state = WaitingState.RETURNED
    row.save(update_fields=["note", "state"])


def note_in(case: Case, row: WaitingMessage) -> str:
    """Return the note with which a message came back; "" if it did not. Raises CannotOpen if it was altered or moved."""
    if row.note is None:
        return ""
    secret = opening(row.key, compartment_of(case, Thread(row.thread).kept))
    _front, body = aead.decrypt(secret, bytes(row.note), aad=_place(row, row.key, use="returned-message"))
    note: str = json.loads(body)["note"]
    return note


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
    row.due, row.state = None, WaitingState.UNSENT
    row.save(update_fields=["due", "state"])


def forget_waiting_in(case: UUID) -> None:
    """Delete what waits in a case whose keys are destroyed."""
    for row in WaitingMessage.objects.filter(case_id=case):
        forget_waiting(row, with_files=True)


def _place(row: WaitingMessage, key: WrappedKey, *, use: str = "waiting-message") -> bytes:
    return encode(
        {
            "v": 1,
            "use": use,
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
