"""Actions of the conversation. A message waits for half a minute outside the record, where its author can take it back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.forms.messages import SentFile
from casework.models import Case, WaitingMessage
from casework.procedure.conversation import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.name_check import check_going_out, check_read_inside, count_try
from casework.queries.evidence.outgoing import check_outgoing, check_reference_stays_in, words_of_file
from casework.queries.threads.conversation import enter_thread, is_read_secretly, unread_in
from casework.queries.threads.waiting_messages import (
    Attached,
    Written,
    forget_waiting,
    give_back,
    keep_unsent,
    keep_waiting,
    own_returned,
    put_forward,
    put_forward_in,
    release,
    written_in,
)
from casework.record.events import MessagePutForward, MessageSent
from casework.record.events.base import label_of
from casework.record.events.conversation import MESSAGE_FILES
from casework.record.state.people import PARTIES
from casework.recording import keep_file
from casework.vocabulary import NotNow, NotSeen, Refused, Thread, Verb
from casework.workflow.step import refuse
from ledger.clock import now
from vault.compartments import CannotOpen

LOG = structlog.get_logger()
GONE_OUT = _("This message has gone out, so it cannot be taken back. Write another one.")
READ_SECOND = _("A second reader has this message. They release it, or return it to you.")
UNREADABLE = _("This message cannot be read now, so nothing was done. Tell the people who run this service.")
MESSAGE = "Message"
"""The name by which its author knows a message, in what the outgoing check says."""


@transaction.atomic(durable=True)
def send_message(
    *,
    reference: str,
    by: Actor,
    thread: Thread | None,
    message: str,
    answers: UUID | None = None,
    due_on: date | None = None,
    files: Sequence[SentFile] = (),
    instead_of: UUID | None = None,
) -> Case:
    """Keep a message, perhaps with files, until it goes out in half a minute. What goes to a party is checked first.

    `instead_of` is a message of one's own that a second reader returned: this takes its place, and its files go with it.
    HeldByCheck if the check found something sealed, or if this, or taking back, came too often within an hour.
    """
    case = access.case_for(by, reference, Verb.SEND_MESSAGE)
    refuse(case, Verb.SEND_MESSAGE)
    if thread is None:
        raise NotSeen
    enter_thread(case, thread, Verb.SEND_MESSAGE)
    old = own_returned(case, by.user.pk, thread, instead_of) if instead_of else None
    kept = written_in(case, old).files if old else ()
    kept += tuple(_keep(case, thread, one) for one in files)
    written = Written(thread=thread, message=message, answers=answers, due_on=due_on, files=kept)
    _make_event(case, written)
    _check_outgoing(case, written, Verb.SEND_MESSAGE)
    keep_waiting(case, by.user.pk, written)
    if old:
        forget_waiting(old, with_files=False)
    return case


@transaction.atomic(durable=True)
def take_back_message(
    *, reference: str, by: Actor, message: UUID, put_back: Callable[[Case, Written], None]
) -> Written | None:
    """Delete a message of one's own that has not gone out. NotNow if it has, or if a second reader has it.

    Returns what it said if it was still going to be sent, so that its author can go on writing; None if it was not, or
    cannot be read. `put_back` keeps those words first, in the same transaction: if it raises, the message is still there.

    It passed the outgoing check and nobody reads it, so it counts as a try of a name.
    """
    row = WaitingMessage.objects.select_for_update().filter(pk=message, user_id=by.user.pk).first()
    case = access.case_shown(by, reference, Verb.READ_MESSAGES)  # after the row is locked: what it says is of now
    if row is None or row.case_id != case.pk or row.pk in case.view.conversation.released:
        raise NotNow(str(GONE_OUT))
    if row.pk in {one.message for one in case.view.conversation.put_forward}:
        raise NotNow(str(READ_SECOND))
    if not case.seats & PARTIES:
        count_try(case)
    written = _written_or_none(case, row) if row.due else None
    if written:
        put_back(case, written)
    forget_waiting(row, with_files=True)
    return written


def _written_or_none(case: Case, row: WaitingMessage) -> Written | None:
    try:
        return written_in(case, row)
    except CannotOpen:
        LOG.exception("waiting_message_not_read")
        return None


@transaction.atomic(durable=True)
def deliver_message(*, by: Actor, message: UUID) -> None:
    """Let a message that is due go into the record, as the clock; or before a second reader, where the rulebook asks for one.

    It was accepted when it was written: what the case asks of a new message does not stop it. If nobody may write in the
    thread any more, as in a closed case, its author finds it there as not sent. An author who has lost the thread has lost
    the message too.
    """
    if by.user.kind != User.Kind.CLOCK:
        raise NotSeen
    waiting = WaitingMessage.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=message, due__lte=now()
    )
    row = waiting.select_related("case", "user", "key").first()
    if row is None:
        return
    try:
        with transaction.atomic():
            _record(row)
    except Refused as refused:
        LOG.info("message_not_sent", exc_info=refused)
        if _is_shown_thread(row):
            keep_unsent(row)
        else:
            forget_waiting(row, with_files=True)


def _record(row: WaitingMessage) -> None:
    case = access.case_for(Actor(user=row.user), row.case.reference, Verb.SEND_MESSAGE)
    written = written_in(case, row)
    enter_thread(case, written.thread, Verb.SEND_MESSAGE)
    if written.answers not in case.view.conversation.get(written.thread).questions:
        written = replace(written, answers=None)
    event = _make_event(case, written, message=row.pk)
    if isinstance(event, MessagePutForward):
        put_forward(row)
        keep_and_record(case, event)
        return
    forget_waiting(row, with_files=False)
    kind = MESSAGE_FILES[written.thread]
    files = [(kind(message=event.id, file=one.file), {"text": one.caption or None}) for one in written.files]
    keep_and_record(case, event, {"message": written.message or None}, also=files)


def _keep(case: Case, thread: Thread, sent: SentFile) -> Attached:
    file = keep_file(case, thread.kept, sent.upload)
    assert file is not None
    return Attached(file=file, caption=sent.caption)


def _is_shown_thread(row: WaitingMessage) -> bool:
    """Whether the author may still read the thread in which they wrote."""
    try:
        case = access.case_shown(Actor(user=row.user), row.case.reference, Verb.READ_MESSAGES)
        enter_thread(case, Thread(row.thread), Verb.READ_MESSAGES)
    except Refused:
        return False
    return True


@transaction.atomic(durable=True)
def release_message(*, reference: str, by: Actor, message: UUID) -> Case:
    """Let a message go out in the name of its author. It is checked again: what is sealed may have changed meanwhile."""
    case = access.case_for(by, reference, Verb.RELEASE_MESSAGE)
    event = steps.release_message(case, message=message)
    row = _row_put_forward(case, message)
    try:
        written = written_in(case, row)
    except CannotOpen as error:
        raise NotNow(str(UNREADABLE)) from error
    _check_outgoing(case, written, Verb.RELEASE_MESSAGE)
    release(row, case.view.now)
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def return_message(*, reference: str, by: Actor, message: UUID, note: str) -> Case:
    """Give a message back to its author with a note. If they can no longer write in the thread, it is deleted."""
    case = access.case_for(by, reference, Verb.RETURN_MESSAGE)
    event = steps.return_message(case, message=message, note_written=bool(note))
    check_read_inside(case, {str(label_of("to_change")): note})
    row = _row_put_forward(case, message)
    if _is_shown_thread(row):
        give_back(case, row, note)
    else:
        forget_waiting(row, with_files=True)
    return keep_and_record(case, event)


def _row_put_forward(case: Case, message: UUID) -> WaitingMessage:
    row = put_forward_in(case, message)
    if row is None:
        raise NotNow(str(UNREADABLE))
    return row


@transaction.atomic(durable=True)
def read_messages(*, reference: str, by: Actor, thread: Thread | None) -> Case:
    """Note that the actor's side has read a thread, if there was something to read.

    When an anonymous reporter reads is never noted.
    """
    case = access.case_for(by, reference, Verb.READ_MESSAGES)
    if thread is None:
        raise NotSeen
    enter_thread(case, thread, Verb.READ_MESSAGES)
    if not unread_in(case, thread) or is_read_secretly(case, thread):
        return case
    return keep_and_record(case, steps.read_messages(case, thread=thread))


def _make_event(case: Case, written: Written, *, message: UUID | None = None) -> MessageSent | MessagePutForward:
    return steps.send_message(
        case,
        thread=written.thread,
        written=bool(written.message or written.files),
        answers=written.answers,
        due_on=written.due_on,
        message=message,
    )


def _check_outgoing(case: Case, written: Written, verb: Verb) -> None:
    """Raise NotNow if what the Society writes to a party holds what that party may not learn, HeldByCheck if it is a name.

    Officers who may not know a sealed name read the reporter's threads too, and release what is written there.
    """
    if case.acting.seats & PARTIES:
        return
    thread, texts = written.thread, {MESSAGE: written.message}
    for number, one in enumerate(written.files, 1):
        found = {"What it shows": one.caption} | words_of_file(case, one.file, thread.kept)
        texts |= {f"{name} {number}": words for name, words in found.items()}
    if thread.is_of_reporter:
        check_reference_stays_in(case, texts)
        check_read_inside(case, texts)
    else:
        check_outgoing(case, verb, texts)
        check_going_out(case)
