"""Guards of messages: between whom they can go, and what belongs to a question."""

from datetime import date
from uuid import UUID

from casework.record.rights.second_readers import still_writes, waiting_for
from casework.record.state.people import PARTIES
from casework.vocabulary import Seat, Thread
from casework.workflow.guard import Asked, answer_guard, guard

something_is_written = answer_guard("something_is_written", "Write something, or choose a file.")


@guard("The member does not know of this case yet, so nobody can write to them.")
def reader_knows_of_case(case: Asked, thread: Thread) -> bool:
    """Whether the thread is the reporter’s, or the respondent was told of the case."""
    return thread.is_of_reporter or case.view.notice.known_to_respondent


@guard("The caller took no code for this report, so nobody can read a message to them.")
def reporter_reads_here(case: Asked, thread: Thread) -> bool:
    return not (thread.is_of_reporter and case.view.filing.code_declined)


@guard("This case has no protection officer yet. Write to the Society and ask for one.")
def protection_officer_is_there(case: Asked, thread: Thread) -> bool:
    return not thread.is_protected or bool(case.view.people.holding(Seat.PROTECTION_OFFICER))


@guard("This question is no longer open. Send your message without choosing a question.")
def question_is_open(case: Asked, thread: Thread, question: UUID | None) -> bool:
    """Whether a party answers a question of the Society in the same thread that nobody has answered."""
    asked_by_society = bool(case.acting.seats & PARTIES)
    return question is None or (asked_by_society and question in case.view.conversation.get(thread).questions)


@guard("The day to answer by must be today or later. Only the Society can set one.")
def day_to_answer_is_ahead(case: Asked, due_on: date | None) -> bool:
    return due_on is None or (due_on >= case.view.today and not case.acting.seats & PARTIES)


@guard("No message waits for a second reader here.")
def message_waits_for_second_reader(case: Asked) -> bool:
    return bool(case.view.conversation.put_forward)


@guard("Somebody else who may read this thread has to release it.")
def second_reader_is_another(case: Asked) -> bool:
    """Whether a message waits that another person wrote, in a thread in which this person may be the second reader."""
    return bool(waiting_for(case.view, case.acting.seats, case.acting.person))


@guard("This message waits for you no longer: it was released or returned. Choose one that waits.")
def message_waits_for_this_reader(case: Asked, message: UUID) -> bool:
    return message in {one.message for one in waiting_for(case.view, case.acting.seats, case.acting.person)}


@guard("The person who wrote this message can no longer write there, so it cannot go out. Return it.")
def writer_still_writes(case: Asked, message: UUID) -> bool:
    return any(still_writes(case.view, one) for one in case.view.conversation.put_forward if one.message == message)


note_is_written = answer_guard("note_is_written", "Write a note: what has to change before the message can go out.")
