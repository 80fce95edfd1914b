"""What a reporter is asked and has not answered, with the last day for each answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from casework.models import Case
from casework.queries.threads.conversation import ThreadLine
from casework.queries.threads.waiting_messages import answered_by_waiting
from casework.record.events import MessageSent
from casework.vocabulary import CaseState, ClockName, Thread


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question to the reporter, with the last day to answer. `thread` is None for the items that a letter asks for."""

    thread: Thread | None
    day: date | None


def open_questions(case: Case, user: User, threads: Iterable[ThreadLine]) -> tuple[Asked, ...]:
    """Return them. No query, unless a question is open: then one a thread."""
    return (*_items_asked(case), *_questions(case, user, threads))


def _items_asked(case: Case) -> Iterator[Asked]:
    """Yield the request for items, while it waits for the reporter."""
    run = case.view.clock(ClockName.INFO)
    if case.view.state is CaseState.INFORMATION_REQUESTED and run and run.due:
        yield Asked(thread=None, day=case.view.day_of(run.due))


def _questions(case: Case, user: User, threads: Iterable[ThreadLine]) -> Iterator[Asked]:
    """Yield the questions that no message answers, sent or waiting to go out, oldest first in each thread."""
    for thread in (line.thread for line in threads):
        asked = case.view.conversation.get(thread).questions
        answered = answered_by_waiting(case, user.pk, asked)
        for one in case.record if asked else ():
            if isinstance(one.event, MessageSent) and one.event.id in asked - answered:
                yield Asked(thread=thread, day=one.event.due_on)
