"""Messages of a party. Each thread is one thing that waits: first until it is read, then until it is answered.

Once somebody has read it, it waits without a day, and each person can say for themselves that it needs no answer.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from casework.queries.threads.conversation import own_clock
from casework.record.rights import rights_of
from casework.record.state import CaseView
from casework.vocabulary import Thread, Verb
from notifications.topics.asked import Asked
from notifications.topics.names import Topic
from policy.deadlines import last_moment

TOPIC_OF: Mapping[Thread, Topic] = {
    Thread.REPORTER: Topic.REPORTER_MESSAGE,
    Thread.RESPONDENT: Topic.MEMBER_MESSAGE,
    Thread.REPORTER_PROTECTION: Topic.REPORTER_APART,
    Thread.RESPONDENT_PROTECTION: Topic.MEMBER_APART,
}


def waits_in(thread: Thread) -> Callable[[CaseView, Asked], bool]:
    """Return the condition that a thread holds a message that nobody has read or answered, and that this seat can do so."""

    def message_waits(view: CaseView, asked: Asked) -> bool:
        rights, now = rights_of(asked.seat, view, asked.person), view.conversation.get(thread)
        to_answer = now.unanswered and Verb.SEND_MESSAGE in rights and not _has_answer_out(view, asked, thread)
        return thread.opens in rights and (now.waiting > 0 or to_answer)

    return message_waits


def _has_answer_out(view: CaseView, asked: Asked, thread: Thread) -> bool:
    """Whether a message that the person wrote in a thread is with a second reader."""
    return any(one.writer == asked.person and one.thread is thread for one in view.conversation.put_forward)


def to_read_by(view: CaseView, thread: Thread) -> datetime | None:
    """Return the last moment (UTC) at which a thread is read in time; None if nothing in it waits."""
    clock = own_clock(view, thread)
    return None if clock is None else last_moment(clock.day, view.rules.zone)
