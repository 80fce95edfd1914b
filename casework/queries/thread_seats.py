"""The seats in which somebody may act in a thread of a case."""

from casework.models import Case
from casework.record.rights import rights_of
from casework.vocabulary import Seat, Thread, Verb


def seats_in_thread(case: Case, thread: Thread, verb: Verb) -> frozenset[Seat]:
    """Return the viewer's seats that may take this step in a thread. No query."""
    wanted, person = {verb, thread.opens}, case.acting.person
    return frozenset(seat for seat in case.seats if wanted <= rights_of(seat, case.view, person))
