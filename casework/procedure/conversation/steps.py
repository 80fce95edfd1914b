"""Steps of a case: messages. They move no case and start no time of the procedure."""

from datetime import date, timedelta
from uuid import UUID

from casework.procedure.conversation import guards
from casework.record import events
from casework.record.events.conversation import MESSAGES
from casework.record.rights.second_readers import is_read_second
from casework.record.state.conversation import PutForward
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Thread, Verb
from casework.workflow.guard import check_guard
from casework.workflow.step import OPEN, CaseMachine, step

A_DAY = timedelta(days=1)


@step(Verb.SEND_MESSAGE, OPEN, by_code=True)
def send_message(
    case: CaseMachine,
    *,
    thread: Thread,
    written: bool,
    answers: UUID | None = None,
    due_on: date | None = None,
    message: UUID | None = None,
) -> events.MessageSent | events.MessagePutForward:
    """Write in a thread, or put what was written before a second reader. `written`: there are words or files.

    `message` is the key of a message that waited and goes out now: it was checked when it was written, and its day to answer
    may have passed in between.
    """
    check_guard(guards.something_is_written, written)
    check_guard(guards.reader_knows_of_case, case, thread)
    check_guard(guards.reporter_reads_here, case, thread)
    check_guard(guards.protection_officer_is_there, case, thread)
    check_guard(guards.question_is_open, case, thread, answers)
    check_guard(guards.day_to_answer_is_ahead, case, None if message else due_on)
    by_society = not case.acting.seats & PARTIES
    if message and by_society and message not in case.view.conversation.released and is_read_second(case.view, thread):
        return events.MessagePutForward(thread=thread, message=message)
    return MESSAGES[thread](announced=_is_announced(case, thread), answers=answers, due_on=due_on)


def _is_announced(case: CaseMachine, thread: Thread) -> bool:
    """Whether a letter says that there is something to read.

    To a party it does if they had read all before. The record never notes when a reporter who did not report openly reads: a
    letter tells them of new messages once a day at most.
    """
    exchange = case.view.conversation.get(thread)
    if case.acting.seats & PARTIES:
        return False
    if exchange.unread == 0 or exchange.announced_at is None:
        return True
    secretly = thread.is_of_reporter and case.view.filing.is_sealed
    return secretly and case.view.now - exchange.announced_at >= A_DAY


@step(Verb.READ_MESSAGES, list(CaseState), by_code=True)
def read_messages(case: CaseMachine, *, thread: Thread) -> events.MessagesRead:
    """Note that one side has read what the other had sent in a thread."""
    return events.MessagesRead(thread=thread)


SECOND = [guards.message_waits_for_second_reader, guards.second_reader_is_another]


@step(Verb.RELEASE_MESSAGE, OPEN, where=SECOND)
def release_message(case: CaseMachine, *, message: UUID) -> events.MessageReleased:
    """Let a message that another person wrote go out as it is."""
    check_guard(guards.message_waits_for_this_reader, case, message)
    check_guard(guards.writer_still_writes, case, message)
    return events.MessageReleased(thread=_put_forward(case, message).thread, message=message)


@step(Verb.RETURN_MESSAGE, OPEN, where=SECOND)
def return_message(case: CaseMachine, *, message: UUID, note_written: bool) -> events.MessageReturned:
    """Return a message to the person who wrote it, with a note."""
    check_guard(guards.message_waits_for_this_reader, case, message)
    check_guard(guards.note_is_written, note_written)
    one = _put_forward(case, message)
    return events.MessageReturned(thread=one.thread, message=message, writer=one.writer)


def _put_forward(case: CaseMachine, message: UUID) -> PutForward:
    return next(one for one in case.view.conversation.put_forward if one.message == message)
