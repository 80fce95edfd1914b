"""How far a case has come, beside a step that tells a party so: its stage, its last turning points and its next date."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from casework.models import Case
from casework.procedure.service.forms import names_of_letters
from casework.queries.case.page import all_readable, is_veiled
from casework.queries.reports.stage_told import reads_letter, stage_told
from casework.queries.wording.clock_lines import ClockLine, clock_lines, next_line
from casework.record.events import Moved
from casework.vocabulary import CaseState, Reading, Verb

TELLS_HOW_FAR = frozenset({Verb.SEND_STATUS, Verb.GIVE_FEEDBACK, Verb.EXTEND_FEEDBACK})
MOST_POINTS = 5


@dataclass(frozen=True, kw_only=True)
class SoFar:
    """`points` are the last turning points that the viewer may know of, newest last, each with whether the letter to the member
    about it waits to be served; `next` is the date that lists show.

    `unserved` are the letters to the member that are not served, by name, to somebody who may know the people of the case.
    `told` is the last stage of which the member was told, None if there is none.
    `reads_one`: the viewer may read one of the letters that are not served.
    """

    state: CaseState
    points: tuple[tuple[date, Promise, bool], ...]
    next: ClockLine | None
    unserved: tuple[str, ...]
    told: CaseState | None
    reads_one: bool


def so_far(case: Case) -> SoFar:
    """Return how far a case has come, as its viewer may know it. No query."""
    known = [one for one, _texts in all_readable(case)]
    moved = [one for one in known if isinstance(one.event, Moved)]
    unserved = _unserved(case, {one.event.id for one in known})
    return SoFar(
        state=CaseState(case.state),
        points=tuple(
            (case.view.day_of(one.at), one.event.title, one.event.id in unserved) for one in moved[-MOST_POINTS:]
        ),
        next=next_line(case.view, clock_lines(case.view, case.record), case.due, case.due_clock),
        unserved=tuple(unserved.values()),
        told=stage_told(case),
        reads_one=any(reads_letter(case, one) for one in case.view.service.unserved if one.about in unserved),
    )


def _unserved(case: Case, known: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the names of the letters about entries that the viewer may know of, by the entry."""
    if Reading.READ_PEOPLE.value not in case.rights or is_veiled(case):
        return {}
    names = names_of_letters(case.view, case.acting)
    return {one.about: names[one.about] for one in case.view.service.unserved if one.about in known}
