"""Second readings of the risk: who reads blind, and how the two readers agree."""

from dataclasses import dataclass
from uuid import UUID

from casework import access
from casework.models import Case
from casework.queries.case.page import Text, all_readable
from casework.queries.people.rota import candidates
from casework.record.state import CaseView
from casework.record.state.danger import TOLD_OF_DANGER
from casework.vocabulary import Seat
from policy.drawing import is_drawn

FIELDS = frozenset({"narrative", "particulars", "title"})
"""What a blind reader reads: the story, what the reporter wants and fears, and the titles of the evidence."""


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What two readers of the risk came to. `harm_differs`: only one of them says that somebody is in danger now."""

    first: int
    second: int
    harm_differs: bool


def is_read_twice(view: CaseView) -> bool:
    """Whether the draw falls on a case, as often as its rulebook says. Each call is a draw of its own."""
    return is_drawn(view.rules.limits["read_twice_of_100"])


def next_blind_reader(case: Case) -> UUID | None:
    """Return the screener who is next on the rota to read a case blind; None if nobody is free. Three queries.

    Nobody who sees the case by another office, has acted in it or in one that is linked with it, or is away. Somebody
    appointed since the last sweep was not compared with the case yet, and is left out too.
    """
    view = case.view
    waiting = [
        one for one in candidates(view, Seat.SCREENER, case.acting.person) if one.free and one.compared and not one.away
    ]
    seeing = {user for user, _held in access.seat_holders(case).values()} if waiting else set()
    acted = {person for person, _seat in (*view.people.acts, *view.elsewhere)}
    return next((one.person for one in waiting if one.user.pk not in seeing and one.person not in acted), None)


def texts_read_blind(case: Case) -> list[Text]:
    """Return the texts of a report that a blind reader may open."""
    return [text for _, some in all_readable(case) for text in some if text.field in FIELDS]


def agreement_in(case: Case) -> Agreement | None:
    """Return how two readers agree, for a viewer who works on the risk; None for others, and while there is one answer.

    Those who decide never see the first view of the risk.
    """
    risk = case.view.screening
    if risk.severity is None or risk.second_severity is None or not case.seats & TOLD_OF_DANGER:
        return None
    return Agreement(
        first=risk.severity, second=risk.second_severity, harm_differs=risk.imminent_harm != risk.second_harm
    )
