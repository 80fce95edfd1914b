"""The people who are free to sit on the panel of a case, or on its appeal panel, in the order of the rota."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from accounts.offices import Office, holders_by_name
from casework.queries.people.workload import FULL, workload
from casework.record.state import CaseView
from casework.record.state.eligibility import free_to_sit, may_judge, seated_panel, silent
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.vocabulary import Seat
from casework.workflow.guard import refuse_unless


@dataclass(frozen=True, kw_only=True)
class Panelist:
    """Somebody who may sit. `open_panels` counts only cases that the viewer may see, and stops at `FULL`: `many` says so."""

    person: UUID
    name: str
    lay: bool
    open_panels: int = 0
    away: bool = False

    @property
    def many(self) -> bool:
        return self.open_panels >= FULL


def panelists(view: CaseView, viewer: UUID | None) -> list[Panelist]:
    """Return the free panelists in the order of the rota. It does not say why others are not free. Two queries."""
    late = silent(view, seated_panel(view))
    free = lambda person: person not in late and may_judge(view, person, Seat.PANEL_MEMBER)  # noqa: E731
    return _in_order(view, viewer, Office.PANELIST, PANEL, free)


def appeal_panelists(view: CaseView, viewer: UUID | None) -> list[Panelist]:
    """Return the people who are free for the appeal panel, likewise. Two queries."""
    free = lambda person: free_to_sit(view, person, Seat.APPEAL_MEMBER)  # noqa: E731
    return _in_order(view, viewer, Office.APPEAL_PANELIST, APPEAL_PANEL, free)


def _in_order(
    view: CaseView, viewer: UUID | None, office: Office, seats: Collection[Seat], free: Callable[[UUID], bool]
) -> list[Panelist]:
    """Return the holders of an office who are free: fewest open panels first, then longest idle; alternates last.

    Only cases that `viewer`, who picks, may see count for the order. Two queries.
    """
    appointed = holders_by_name(office, view.today)
    carried = workload(view, seats, [one.user_id for _, one in appointed], viewer)
    found = [
        (
            (one.alternate, load := carried.get(one.user_id, (0, 0))),
            Panelist(person=person, name=one.user.name, lay=one.lay, open_panels=load[0], away=one.is_away),
        )
        for person, one in appointed
        if person not in view.people.barred and free(person)
    ]
    return [one for _, one in sorted(found, key=lambda row: row[0])]


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
