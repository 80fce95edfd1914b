"""Steps of a case: messages. They move no case and start no time of the procedure."""

from datetime import date, timedelta
from uuid import UUID

from casework.procedure.conversation import guards
from casework.record import events
from casework.record.events.conversation import MESSAGES
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, IdentityChoice, Thread, Verb
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
    accepted: bool = False,
) -> events.MessageSent:
    """Write in a thread. `written`: there are words or files.

    `accepted`: it was checked when it was written, and goes out now; its day to answer may have passed in between.
    """
    check_guard(guards.something_is_written, written)
    check_guard(guards.reader_knows_of_case, case, thread)
    check_guard(guards.protection_officer_is_there, case, thread)
    check_guard(guards.question_is_open, case, thread, answers)
    check_guard(guards.day_to_answer_is_ahead, case, None if accepted else due_on)
    return MESSAGES[thread](announced=_is_announced(case, thread), answers=answers, due_on=due_on)


def _is_announced(case: CaseMachine, thread: Thread) -> bool:
    """Whether a letter says that there is something to read.

    To a party it does if they had read all before. When an anonymous reporter reads is never noted: a letter says so to them
    once a day at most.
    """
    exchange = case.view.conversation.get(thread)
    if case.acting.seats & PARTIES:
        return False
    if exchange.unread == 0 or exchange.announced_at is None:
        return True
    secretly = thread.is_of_reporter and case.view.filing.identity is IdentityChoice.ANONYMOUS
    return secretly and case.view.now - exchange.announced_at >= A_DAY


@step(Verb.READ_MESSAGES, list(CaseState), by_code=True)
def read_messages(case: CaseMachine, *, thread: Thread) -> events.MessagesRead:
    """Note that one side has read what the other had sent in a thread."""
    return events.MessagesRead(thread=thread)
