"""The seats in which somebody acts in a thread of a case, why nobody can write there, and what its reader may not know."""

from collections.abc import Iterator

from casework.models import Case
from casework.record.rights import rights_of
from casework.record.rights.hidden_letters import letters_known
from casework.vocabulary import Seat, Thread, Verb
from casework.workflow.guard import REASONS
from casework.workflow.step import unmet


def seats_in_thread(case: Case, thread: Thread, verb: Verb) -> frozenset[Seat]:
    """Return the viewer's seats that may take this step in a thread. No query."""
    wanted, person = {verb, thread.opens}, case.acting.person
    return frozenset(seat for seat in case.seats if wanted <= rights_of(seat, case.view, person))


def reasons_against_writing(case: Case, thread: Thread) -> Iterator[str]:
    """Yield why nobody can write in a thread now, as far as that is known before anything is written. No query."""
    yield from unmet(case, Verb.SEND_MESSAGE)
    if not thread.is_of_reporter and not case.view.notice.known_to_respondent:
        yield REASONS["reader_knows_of_case"]
    if thread.is_of_reporter and case.view.filing.code_declined:
        yield REASONS["reporter_reads_here"]


def unserved_letters(case: Case, thread: Thread) -> int:
    """Return how many letters to the member are not served, of those of which the viewer may know; 0 in another thread."""
    known = letters_known(case.view, case.seats, case.view.service.unserved)
    return len(known) if thread is Thread.RESPONDENT else 0
