"""Which messages of the Society have a second reader, and who may be it.

The rulebook says for which thread. The threads of the protection officer never have one: nobody else reads them.
"""

from collections.abc import Mapping
from uuid import UUID

from casework.record.rights import rights_of
from casework.record.rights.by_office import STANDING
from casework.record.rights.conversation import FROM_OUTSIDE
from casework.record.state import CaseView
from casework.record.state.conversation import PutForward
from casework.vocabulary import IdentityChoice, IdentityDecision, Seat, Thread, Verb

LIMITS: Mapping[Thread, str] = {
    Thread.REPORTER: "second_reader_of_reporter",
    Thread.RESPONDENT: "second_reader_of_member",
}
WHILE_SEALED, ALWAYS = 1, 2
BY_OFFICE = frozenset(seat for seat, _states in STANDING.values())


def is_read_second(view: CaseView, thread: Thread) -> bool:
    """Whether a second person reads what the Society writes in a thread before it goes out."""
    asked = view.rules.limits[LIMITS[thread]] if thread in LIMITS else 0
    return asked == ALWAYS or (asked == WHILE_SEALED and _reporter_is_sealed(view))


def _reporter_is_sealed(view: CaseView) -> bool:
    """Whether the Society knows a name of the reporter that the member does not know."""
    released = view.screening.identity_decision is IdentityDecision.RELEASE
    return view.filing.identity is IdentityChoice.CONFIDENTIAL and not released


def waiting_for(view: CaseView, seats: frozenset[Seat], person: UUID) -> tuple[PutForward, ...]:
    """Return the messages of others that wait for a person in these seats as second reader."""
    waiting = (one for one in view.conversation.put_forward if one.writer != person)
    return tuple(one for one in waiting if any(_may_read(seat, view, person, one.thread) for seat in seats))


def seats_asked(view: CaseView, one: PutForward) -> tuple[Seat, ...]:
    """Return the seats in which somebody else than the author may release a message or return it."""
    return seats_that_release(view, one.thread, one.writer)


def seats_that_release(view: CaseView, thread: Thread, writer: UUID) -> tuple[Seat, ...]:
    """Return the seats in which somebody else may release what a person writes in a thread.

    A seat that nobody holds by name counts only in the states in which its office holds it.
    """
    by_office = {seat for seat, states in STANDING.values() if view.state in states}
    others = {seat: view.people.holding(seat) - {writer} - view.people.barred for seat in Seat}
    held = {seat: some or ({writer} if seat in by_office else set()) for seat, some in others.items()}
    return tuple(seat for seat, some in held.items() if any(_may_read(seat, view, each, thread) for each in some))


def _may_read(seat: Seat, view: CaseView, person: UUID, thread: Thread) -> bool:
    """Whether a seat may be the second reader in a thread: it reads the thread, or reads nothing of it but what waits."""
    rights = rights_of(seat, view, person)
    return Verb.RELEASE_MESSAGE in rights and (seat in FROM_OUTSIDE or thread.opens in rights)


def still_writes(view: CaseView, one: PutForward) -> bool:
    """Whether the author of a message may still write in its thread, as far as the record of the case says."""
    by_office = {one.seat} & BY_OFFICE
    seats = view.people.seats_of(one.writer) | by_office
    wanted = {Verb.SEND_MESSAGE, one.thread.opens}
    free = one.writer not in view.people.barred
    return free and any(wanted <= rights_of(seat, view, one.writer) for seat in seats)
