"""Who else looks at the cases of a list just now, by the rules of the page of a case."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import DateField, DateTimeField, Exists, OuterRef, Q, QuerySet

from accounts.compiled import Compiled, Given, IsOneOf
from accounts.models import Appointment, User
from accounts.vocabulary import Office
from casework.models import CaseGrant, Opening, Seating
from casework.queries.queue.own_marks import LATELY, TOGETHER
from casework.record.rights import STANDING
from casework.vocabulary import CaseState, Reading, Seat

OFFICE_OF: Mapping[Seat, tuple[Office, frozenset[CaseState]]] = {
    seat: (office, states) for office, (seat, states) in STANDING.items()
}


def people_here(viewer: User, cases: Collection[UUID], now: datetime) -> Mapping[UUID, Sequence[str]]:
    """Return the names of those in a seat of the viewer's who looked at one of these cases lately, by case.

    The names are for a viewer who may read who has which seat. One query; none without a case.
    """
    here: defaultdict[UUID, list[str]] = defaultdict(list)
    given = {"viewer": viewer.pk, "cases": list(cases), "today": now.date(), "lately": now - LATELY}
    for case, _user, name in _HERE.rows(**given) if cases else ():
        here[case].append(name)
    return here


def _here() -> QuerySet[Opening, tuple[UUID, UUID, str]]:
    viewer = Given("viewer")
    sees = CaseGrant.objects.filter(
        content_object=OuterRef("case"), user=OuterRef("user"), permission__codename=Reading.SEE_CASE.value
    )
    beside = reduce(or_, (_holds(seat, viewer) & _holds(seat, OuterRef("user")) for seat in TOGETHER))
    others = Opening.objects.filter(IsOneOf("case_id", "cases"), at__gt=Given("lately", DateTimeField()))
    found = others.exclude(user=viewer).filter(Exists(sees), beside)
    return found.order_by("user__name").values_list("case", "user", "user__name").distinct()


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


_HERE = Compiled(_here)
