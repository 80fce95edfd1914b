"""One kind of notification: its words, the step that answers it, and what withdraws it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from casework.record import events as e
from casework.record.rights import rights_of
from casework.record.state import CaseView
from casework.vocabulary import Seat, Thread, Verb
from notifications.topics.asked import Asked
from notifications.topics.messages_to_read import waits_in

type Condition = Callable[[CaseView, Asked], bool]


def always(_view: CaseView, _asked: Asked) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Row:
    """One kind of notification.

    It is withdrawn by one of the events `ends`; when `condition` no longer holds; when the person's seat no longer gives the
    step `verb`; when the person loses the seat or the right to see the case; by any act of the person in the case, if
    `until_act`; and by the person, who may put it away if `until_seen`. With `until_read` no act ends it while something
    in it waits that the person can open and has not opened. `law`: it is always sent by mail. `page` is the
    name of the page of the case to which it leads, where it leads to no step, `thread` the thread that this page shows, and
    `part` the id of the part of the page. `leads`: the address names this instead of `verb`. `asks`: it leads to the page
    that asks others for progress. `to_do`: its words ask for something that is no step. `unanswered`: its words once it was
    read and has no day any more; from then on the person may put it away.
    """

    words: str | Promise
    verb: Verb | None = None
    ends: tuple[type[e.Event], ...] = ()
    condition: Condition = always
    until_act: bool = False
    until_seen: bool = False
    until_read: bool = False
    law: bool = False
    page: str = ""
    leads: Verb | None = None
    thread: str = ""
    part: str = ""
    asks: bool = False
    to_do: bool = False
    unanswered: str | Promise = ""

    def holds(self, view: CaseView, asked: Asked) -> bool:
        """Whether it still waits for a person in a seat. It writes nothing and asks the view alone."""
        may = self.verb is None or self.verb in rights_of(asked.seat, view, asked.person)
        return may and self.condition(view, asked)

    def is_only_unanswered(self, due: object) -> bool:
        """Whether a notification, by its day, is about something that was read and is not answered."""
        return bool(self.unanswered) and due is None

    def said(self, due: object, seat: Seat) -> str | Promise:
        """Return its words, by its day, to somebody in a seat."""
        return (self.unanswered if self.is_only_unanswered(due) else self.words) % {"seat": seat.label}

    def asks_nothing(self, due: object) -> bool:
        """Whether it only tells what happened: it can be put away, and waits for no step, no answer and no question.

        A step that came back waits to be put forward again.
        """
        waits = self.verb or self.leads or self.asks or self.to_do
        return self.until_seen and not (waits or self.is_only_unanswered(due))

    def can_be_put_away(self, due: object) -> bool:
        return self.until_seen or self.is_only_unanswered(due)


def message(thread: Thread, words: Promise, unanswered: Promise) -> Row:
    """Return the row of a message: nobody can put it away before somebody has read it, and no other act ends it."""
    waits = waits_in(thread)
    return Row(words=words, unanswered=unanswered, condition=waits, page="conversation", thread=thread.value)


def message_back(thread: Thread, words: Promise) -> Row:
    """Return the row of a message that its second reader returned. The page of the thread shows both texts."""
    return Row(words=words, until_act=True, until_seen=True, page="conversation", thread=thread.value, to_do=True)
