"""Messages of the Society that wait for their second reader, as shown to the officers who read the thread."""

from dataclasses import dataclass
from datetime import date

from casework.models import Case
from casework.record.events import MessagePutForward
from casework.record.rights.second_readers import seats_asked, waiting_for
from casework.record.state.people import PARTIES
from casework.vocabulary import Seat, Thread


@dataclass(frozen=True, kw_only=True)
class WithReader:
    """A message that waits for a second reader: the seat in which it was written, the day, and the seats that can release it.

    `own`: the viewer wrote it. `for_viewer`: the viewer is one of those who can release it.
    """

    seat: Seat
    on: date
    readers: tuple[Seat, ...]
    own: bool
    for_viewer: bool


def with_reader(case: Case, thread: Thread) -> tuple[WithReader, ...]:
    """Return what waits in a thread for its second reader, oldest first. No query.

    Parties, and people who may not read the thread, get nothing.
    """
    view, person = case.view, case.acting.person
    waiting = [one for one in view.conversation.put_forward if one.thread is thread]
    if not waiting or case.seats & PARTIES or thread.opens.value not in case.rights:
        return ()
    days = {one.event.message: view.day_of(one.at) for one in case.record if isinstance(one.event, MessagePutForward)}
    releases = waiting_for(view, frozenset(case.seats), person)
    return tuple(
        WithReader(
            seat=one.seat,
            on=days[one.message],
            readers=seats_asked(view, one),
            own=one.writer == person,
            for_viewer=one in releases,
        )
        for one in waiting
    )
