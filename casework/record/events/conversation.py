"""Events of the conversation between a party and the Society, or the protection officer."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import Thread, Verb


class MessageSent(Event):
    """A message went out in one thread. It has no effect in the procedure.

    `answers` is the question that it answers. `due_on`: it is a question, to be answered by that day. `announced`: a
    letter says that there is something to read, as its reader had read everything before it, or reads without a trace.
    """

    verb = Verb.SEND_MESSAGE
    thread: ClassVar[Thread]
    announced: bool
    answers: UUID | None = None
    due_on: date | None = None


class ReporterMessageSent(MessageSent):
    """A message between the reporter and the Society."""

    type = "case.reporter_message_sent"
    title = _("Message between the reporter and the Society")
    thread = Thread.REPORTER
    sealed = {"message": sealed_for(Thread.REPORTER.kept, Thread.REPORTER.opens)}


class RespondentMessageSent(MessageSent):
    """A message between the respondent's side and the Society."""

    type = "case.respondent_message_sent"
    title = _("Message between the member and the Society")
    thread = Thread.RESPONDENT
    sealed = {"message": sealed_for(Thread.RESPONDENT.kept, Thread.RESPONDENT.opens)}


class ReporterProtectionMessageSent(MessageSent):
    """A message between the reporter and the protection officer, which nobody else reads."""

    type = "case.reporter_protection_message_sent"
    title = _("Message between the reporter and the protection officer")
    thread = Thread.REPORTER_PROTECTION
    sealed = {"message": sealed_for(Thread.REPORTER_PROTECTION.kept, Thread.REPORTER_PROTECTION.opens)}


class RespondentProtectionMessageSent(MessageSent):
    """A message between the respondent and the protection officer, which nobody else reads."""

    type = "case.respondent_protection_message_sent"
    title = _("Message between the member and the protection officer")
    thread = Thread.RESPONDENT_PROTECTION
    sealed = {"message": sealed_for(Thread.RESPONDENT_PROTECTION.kept, Thread.RESPONDENT_PROTECTION.opens)}


MESSAGES: dict[Thread, type[MessageSent]] = {
    kind.thread: kind
    for kind in (
        ReporterMessageSent,
        RespondentMessageSent,
        ReporterProtectionMessageSent,
        RespondentProtectionMessageSent,
    )
}


class MessageFileSent(Event):
    """A file went out with a message, behind the files sent with it before. `text` is what its sender says of it."""

    verb = Verb.SEND_MESSAGE
    thread: ClassVar[Thread]
    message: UUID
    file: UUID


class ReporterMessageFileSent(MessageFileSent):
    """A file of a message between the reporter and the Society."""

    type = "case.reporter_message_file_sent"
    title = _("File of a message between the reporter and the Society")
    thread = Thread.REPORTER
    sealed = {"text": sealed_for(Thread.REPORTER.kept, Thread.REPORTER.opens)}


class RespondentMessageFileSent(MessageFileSent):
    """A file of a message between the respondent's side and the Society."""

    type = "case.respondent_message_file_sent"
    title = _("File of a message between the member and the Society")
    thread = Thread.RESPONDENT
    sealed = {"text": sealed_for(Thread.RESPONDENT.kept, Thread.RESPONDENT.opens)}


class ReporterProtectionFileSent(MessageFileSent):
    """A file of a message between the reporter and the protection officer, which nobody else reads."""

    type = "case.reporter_protection_file_sent"
    title = _("File of a message between the reporter and the protection officer")
    thread = Thread.REPORTER_PROTECTION
    sealed = {"text": sealed_for(Thread.REPORTER_PROTECTION.kept, Thread.REPORTER_PROTECTION.opens)}


class RespondentProtectionFileSent(MessageFileSent):
    """A file of a message between the respondent and the protection officer, which nobody else reads."""

    type = "case.respondent_protection_file_sent"
    title = _("File of a message between the member and the protection officer")
    thread = Thread.RESPONDENT_PROTECTION
    sealed = {"text": sealed_for(Thread.RESPONDENT_PROTECTION.kept, Thread.RESPONDENT_PROTECTION.opens)}


MESSAGE_FILES: dict[Thread, type[MessageFileSent]] = {
    kind.thread: kind
    for kind in (
        ReporterMessageFileSent,
        RespondentMessageFileSent,
        ReporterProtectionFileSent,
        RespondentProtectionFileSent,
    )
}


class MessagesRead(Event):
    """One side read everything that the other had sent in a thread. It is never recorded of an anonymous reporter."""

    type = "case.messages_read"
    title = _("Messages read")
    verb = Verb.READ_MESSAGES
    thread: Thread


class MessagePutForward(Event):
    """A message of the Society waits for its second reader. The person who acted wrote it; its words are not in the record."""

    type = "case.message_put_forward"
    title = _("Message put before a second reader")
    verb = Verb.SEND_MESSAGE
    thread: Thread
    message: UUID


class MessageReleased(Event):
    """A second reader let a message go out as it is. It goes out at once."""

    type = "case.message_released"
    title = _("Message released by a second reader")
    verb = Verb.RELEASE_MESSAGE
    thread: Thread
    message: UUID


class MessageReturned(Event):
    """A second reader returned a message to its author, with a note that is kept beside its words."""

    type = "case.message_returned"
    title = _("Message returned by a second reader")
    verb = Verb.RETURN_MESSAGE
    thread: Thread
    message: UUID
    writer: UUID


SECOND_READING = (MessagePutForward, MessageReleased, MessageReturned)
IN_A_THREAD = (MessageSent, MessagesRead, *SECOND_READING)
