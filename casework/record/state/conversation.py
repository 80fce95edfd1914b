"""What the record says of the conversation with the parties."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Seat, Thread


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of the Society, asked at a moment (UTC), that waits for an answer by a day."""

    entry: UUID
    asked_at: datetime
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """How far a thread has come. `waiting_since` is the moment (UTC) of the party's first message that nobody has read.

    `unread` counts the messages that the party has not read, `count` all of them: a party who writes has read the thread.
    `announced_at` (UTC) is when a letter last said that there is something to read. `asked` are the questions of the Society
    that the party has not answered. `unanswered`: the party wrote last. `written_at` (UTC) is when the Society last wrote.
    """

    thread: Thread
    count: int = 0
    waiting: int = 0
    waiting_since: datetime | None = None
    unread: int = 0
    announced_at: datetime | None = None
    asked: tuple[Question, ...] = ()
    unanswered: bool = False
    written_at: datetime | None = None

    @property
    def questions(self) -> frozenset[UUID]:
        return frozenset(one.entry for one in self.asked)

    def answer_by(self, today: date) -> date | None:
        """Return the last day that the party still has for a question of the Society; None if no question waits."""
        question = self.question(today)
        return question.due_on if question else None

    def question(self, today: date) -> Question | None:
        """Return the question for which the party has time the longest; None if no question waits."""
        open_now = (one for one in self.asked if one.due_on >= today)
        return max(open_now, key=lambda one: one.due_on, default=None)


@dataclass(frozen=True, kw_only=True)
class PutForward:
    """A message that waits for a second reader since `entry`. `writer` wrote it in the seat `seat`."""

    entry: UUID
    message: UUID
    thread: Thread
    writer: UUID
    seat: Seat


class ConversationPart(Part):
    """The threads in which somebody has written; what waits for a second reader, in order, and what one let go.

    `going_out` are the threads in which a message was let go that has not gone out yet.
    """

    exchanges: tuple[Exchange, ...] = ()
    put_forward: tuple[PutForward, ...] = ()
    released: frozenset[UUID] = frozenset()
    going_out: frozenset[Thread] = frozenset()

    def get(self, thread: Thread) -> Exchange:
        return next((one for one in self.exchanges if one.thread is thread), Exchange(thread=thread))

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        event, party = happened.event, happened.role in PARTIES
        match event:
            case e.MessagePutForward(message=message, thread=thread):
                new = PutForward(
                    entry=event.id, message=message, thread=thread, writer=happened.actor, seat=happened.role
                )
                return replace(self, put_forward=(*self.put_forward, new))
            case e.MessageReleased(message=message, thread=thread):
                let_go, going_out = self.released | {message}, self.going_out | {thread}
                return replace(self, put_forward=self._without(message), released=let_go, going_out=going_out)
            case e.MessageReturned(message=message):
                return replace(self, put_forward=self._without(message))
            case e.Moved(to_state=CaseState.CLOSED):
                return replace(self, put_forward=())
            case e.MessageSent() | e.MessagesRead():
                return self._exchanged(happened, event, party=party)
        return self

    def _without(self, message: UUID) -> tuple[PutForward, ...]:
        return tuple(one for one in self.put_forward if one.message != message)

    def _exchanged(self, happened: e.Recorded, event: e.MessageSent | e.MessagesRead, *, party: bool) -> Self:
        now = self.get(event.thread)
        match event:
            case e.MessageSent() if party:
                now = replace(
                    now,
                    count=now.count + 1,
                    waiting=now.waiting + 1,
                    waiting_since=now.waiting_since or happened.at,
                    unread=0,
                    asked=tuple(one for one in now.asked if one.entry != event.answers),
                    unanswered=True,
                )
            case e.MessageSent():
                asked = (Question(entry=event.id, asked_at=happened.at, due_on=event.due_on),) if event.due_on else ()
                read = replace(now, waiting=0, waiting_since=None)
                now = replace(
                    read,
                    count=now.count + 1,
                    unread=now.unread + 1,
                    announced_at=happened.at if event.announced else now.announced_at,
                    asked=now.asked + asked,
                    unanswered=False,
                    written_at=happened.at,
                )
            case _:
                now = replace(now, unread=0) if party else replace(now, waiting=0, waiting_since=None)
        others = tuple(one for one in self.exchanges if one.thread is not now.thread)
        gone = {event.thread} if isinstance(event, e.MessageSent) and not party else set()
        return replace(self, exchanges=(*others, now), going_out=self.going_out - gone)
