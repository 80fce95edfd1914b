"""How far a case has come, beside a step that tells a party so: its stage, its last turning points and its next date."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from casework.models import Case
from casework.procedure.service.forms import names_of_letters
from casework.queries.case_page import all_readable, is_veiled
from casework.queries.clock_lines import ClockLine, clock_lines, next_line
from casework.record.events import Moved
from casework.vocabulary import CaseState, Reading, Verb

TELLS_HOW_FAR = frozenset({Verb.SEND_STATUS, Verb.GIVE_FEEDBACK, Verb.EXTEND_FEEDBACK})
MOST_POINTS = 5


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """`points` are the last turning points that the viewer may know of, newest last; `next` is the date that lists show.

    `unserved` are the letters to the member that are not served, by name, to somebody who may know the people of the case.
    """

    state: CaseState
    points: tuple[tuple[date, Promise], ...]
    next: ClockLine | None
    unserved: tuple[str, ...]


def so_far(case: Case) -> SoFar:
    """Return how far a case has come, as its viewer may know it. No query."""
    known = [one for one, _texts in all_readable(case)]
    moved = [one for one in known if isinstance(one.event, Moved)]
    return SoFar(
        state=CaseState(case.state),
        points=tuple((case.view.day_of(one.at), one.event.title) for one in moved[-MOST_POINTS:]),
        next=next_line(case.view, clock_lines(case.view, case.record), case.due, case.due_clock),
        unserved=tuple(_unserved(case, {one.event.id for one in known})),
    )


def _unserved(case: Case, known: Collection[UUID]) -> Iterator[str]:
    """Yield the letters about entries that the viewer may know of."""
    service = case.view.service
    names = names_of_letters(case.view, case.acting)
    if Reading.READ_PEOPLE.value in case.rights and not is_veiled(case):
        yield from (names[one.about] for one in service.unserved if one.about in known)
