"""When a viewer looked at each of several cases, and who else does just now, by the rules of the page of a case."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import DateField, DateTimeField, Exists, Max, OuterRef, Q, QuerySet

from accounts.compiled import Compiled, Given, IsOneOf
from accounts.models import Appointment, User
from accounts.vocabulary import Office
from casework.models import CaseGrant, Opening, Seating
from casework.queries.own_marks import LATELY, TOGETHER
from casework.record.rights import STANDING
from casework.vocabulary import CaseState, Reading, Seat

OFFICE_OF: Mapping[Seat, tuple[Office, frozenset[CaseState]]] = {
    seat: (office, states) for office, (seat, states) in STANDING.items()
}


@dataclass(frozen=True, kw_only=True)
class Looks:
    """When the viewer looked at each case last, and the names of those in a seat of theirs who looked at it lately."""

    own: Mapping[UUID, datetime]
    here: Mapping[UUID, Sequence[str]]


def looks_at(viewer: User, cases: Collection[UUID], now: datetime) -> Looks:
    """Return who looked at these cases. The names are for a viewer who may read who has which seat. One query."""
    own: dict[UUID, datetime] = {}
    here: defaultdict[UUID, list[str]] = defaultdict(list)
    given = {"viewer": viewer.pk, "cases": list(cases), "today": now.date(), "lately": now - LATELY}
    for case, user, name, last in _LOOKS.rows(**given):
        if user == viewer.pk:
            own[case] = last
        else:
            here[case].append(name)
    return Looks(own=own, here=here)


def _looks() -> QuerySet[Opening, tuple[UUID, UUID, str, datetime]]:
    viewer = Given("viewer")
    sees = CaseGrant.objects.filter(
        content_object=OuterRef("case"), user=OuterRef("user"), permission__codename=Reading.SEE_CASE.value
    )
    beside = reduce(or_, (_holds(seat, viewer) & _holds(seat, OuterRef("user")) for seat in TOGETHER))
    lately = Q(at__gt=Given("lately", DateTimeField())) & Q(Exists(sees)) & beside
    found = Opening.objects.filter(IsOneOf("case_id", "cases")).filter(Q(user=viewer) | lately)
    return found.order_by("user__name").values_list("case", "user", "user__name").annotate(Max("at"))


def _holds(seat: Seat, user: Given | OuterRef) -> Q:
    """Whether somebody holds a seat of the case of an opening, by name or by their office."""
    held = Q(Exists(Seating.objects.filter(case=OuterRef("case"), user=user, seat=seat.value)))
    if seat not in OFFICE_OF:
        return held
    office, states = OFFICE_OF[seat]
    today = Given("today", DateField())
    in_force = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))
    by_office = Exists(Appointment.objects.filter(in_force, user=user, office=office.value))
    return held | Q(by_office, case__state__in=sorted(states))


_LOOKS = Compiled(_looks)
