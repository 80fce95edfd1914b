"""What the record says of the conversation with the parties."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.events.conversation import IN_A_THREAD
from casework.record.state.part import Before, Part
from casework.record.state.people import PARTIES
from casework.vocabulary import Thread


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """How far a thread has come. `waiting_since` is the moment (UTC) of the party's first message that nobody has read.

    `unread` counts the messages that the party has not read, `count` all of them: a party who writes has read the thread.
    `announced_at` (UTC) is when a letter last said that there is something to read. `questions` are those of the Society that
    the party has not answered.
    """

    thread: Thread
    count: int = 0
    waiting: int = 0
    waiting_since: datetime | None = None
    unread: int = 0
    announced_at: datetime | None = None
    questions: frozenset[UUID] = frozenset()


class ConversationPart(Part):
    """The threads in which somebody has written."""

    exchanges: tuple[Exchange, ...] = ()

    def get(self, thread: Thread) -> Exchange:
        return next((one for one in self.exchanges if one.thread is thread), Exchange(thread=thread))

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        event, party = happened.event, happened.role in PARTIES
        if not isinstance(event, IN_A_THREAD):
            return self
        now = self.get(event.thread)
        match event:
            case e.MessageSent() if party:
                now = replace(
                    now,
                    count=now.count + 1,
                    waiting=now.waiting + 1,
                    waiting_since=now.waiting_since or happened.at,
                    unread=0,
                    questions=now.questions - {event.answers},
                )
            case e.MessageSent():
                asked = {event.id} if event.due_on else set()
                read = replace(now, waiting=0, waiting_since=None)
                now = replace(
                    read,
                    count=now.count + 1,
                    unread=now.unread + 1,
                    announced_at=happened.at if event.announced else now.announced_at,
                    questions=now.questions | asked,
                )
            case _:
                now = replace(now, unread=0) if party else replace(now, waiting=0, waiting_since=None)
        others = tuple(one for one in self.exchanges if one.thread is not now.thread)
        return replace(self, exchanges=(*others, now))
