"""How far a case has come, beside a step that tells a party so: its stage, its last turning points and its next date."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from casework.models import Case
from casework.queries.case_page import all_readable
from casework.queries.clock_lines import ClockLine, clock_lines, next_line
from casework.record.events import Moved
from casework.vocabulary import CaseState, Verb

TELLS_HOW_FAR = frozenset({Verb.SEND_STATUS, Verb.GIVE_FEEDBACK, Verb.EXTEND_FEEDBACK})
MOST_POINTS = 5


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """`points` are the last turning points that the viewer may know of, newest last; `next` is the date that lists show."""

    state: CaseState
    points: tuple[tuple[date, Promise], ...]
    next: ClockLine | None


def so_far(case: Case) -> SoFar:
    """Return how far a case has come, as its viewer may know it. No query."""
    moved = [one for one, _texts in all_readable(case) if isinstance(one.event, Moved)]
    return SoFar(
        state=CaseState(case.state),
        points=tuple((case.view.day_of(one.at), one.event.title) for one in moved[-MOST_POINTS:]),
        next=next_line(case.view, clock_lines(case.view, case.record), case.due, case.due_clock),
    )
