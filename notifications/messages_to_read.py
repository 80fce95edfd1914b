"""Messages of a party that the Society has not read: each thread is one thing that waits, until somebody opens it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from casework.queries.conversation import own_clock
from casework.record.rights import rights_of
from casework.record.state import CaseView
from casework.vocabulary import Thread
from notifications.asked import Asked
from notifications.topic_names import Topic
from policy.deadlines import last_moment

TOPIC_OF: Mapping[Thread, Topic] = {
    Thread.REPORTER: Topic.REPORTER_MESSAGE,
    Thread.RESPONDENT: Topic.MEMBER_MESSAGE,
    Thread.REPORTER_PROTECTION: Topic.REPORTER_APART,
    Thread.RESPONDENT_PROTECTION: Topic.MEMBER_APART,
}


def waits_in(thread: Thread) -> Callable[[CaseView, Asked], bool]:
    """Return the condition that a thread holds a message that nobody has read, and that this seat reads it."""

    def message_waits(view: CaseView, asked: Asked) -> bool:
        readable = thread.opens in rights_of(asked.seat, view, asked.person)
        return readable and view.conversation.get(thread).waiting > 0

    return message_waits


def to_read_by(view: CaseView, thread: Thread) -> datetime | None:
    """Return the last moment (UTC) at which a thread is read in time; None if nothing in it waits."""
    clock = own_clock(view, thread)
    return None if clock is None else last_moment(clock.day, view.rules.zone)
