"""The panelists who are free for a case, in the order of the rota."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from accounts.offices import Office, holders_by_name
from casework.queries.workload import workload
from casework.record.state import CaseView
from casework.record.state.eligibility import may_judge, seated_panel, silent
from casework.record.state.people import PANEL
from casework.vocabulary import Seat
from casework.workflow.guard import refuse_unless


@dataclass(frozen=True, kw_only=True)
class Panelist:
    person: UUID
    name: str
    lay: bool


def panelists(view: CaseView, viewer: UUID | None) -> list[Panelist]:
    """Return the free panelists: fewest open panels first, then longest idle. It does not say why others are not free.

    Only cases that `viewer`, who picks, may see count for the order. Two queries.
    """
    appointed = holders_by_name(Office.PANELIST, view.today)
    late = silent(view, seated_panel(view))
    carried = workload(view, PANEL, [one.user_id for _, one in appointed], viewer)
    found = [
        (one.alternate, carried.get(one.user_id, (0, 0)), Panelist(person=person, name=one.user.name, lay=one.lay))
        for person, one in appointed
        if person not in view.people.barred | late and may_judge(view, person, Seat.PANEL_MEMBER)
    ]
    return [one for _, _, one in sorted(found, key=lambda row: row[:2])]


def next_panel(order: list[Panelist], size: int) -> frozenset[UUID]:
    """Return the next `size` people of the rota; if none of them is lay, the next lay person takes the last place."""
    taken = order[:size]
    if not any(one.lay for one in taken):
        taken = [*taken[:-1], *[one for one in order if one.lay][:1]]
    return frozenset(one.person for one in taken)


def draw_panel(view: CaseView, people: Collection[UUID], viewer: UUID) -> tuple[tuple[UUID, ...], bool]:
    """Return which of the chosen people are lay, and whether they are the next in the rota that `viewer` is offered.

    NotNow unless all are free.
    """
    order = panelists(view, viewer)
    refuse_unless(set(people) <= {one.person for one in order}, "members_are_free_of_conflict")
    lay = tuple(one.person for one in order if one.lay and one.person in people)
    return lay, set(people) == next_panel(order, len(people))
