"""The cases in which an officer has a seat: those in which somebody else acts next, and how many are at which stage."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window

from accounts.compiled import Compiled, Given, IsOneOf, Probed
from accounts.models import User
from casework.models import Case, CaseGrant, Seating, Turn
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Reading, Seat

WATCHED = 8
PARTY_SEATS = [seat.value for seat in PARTIES]
UNCOUNTED = [*PARTY_SEATS, Seat.BLIND_READER.value]
"""Seats whose holders are shown nothing of the stage of a case: it stands in no count of theirs."""


def turns_of(user: User | Given) -> QuerySet[Turn]:
    """Return the steps that are expected of an officer, in the cases that they may see now."""
    seen = CaseGrant.objects.filter(user=user, content_object=OuterRef("case"))
    return Turn.objects.filter(Probed(seen), user=user).exclude(seat__in=PARTY_SEATS)


def cases_by_key(keys: Collection[UUID]) -> Mapping[UUID, Case]:
    """Return cases for a list of what waits in them; the list has to hold only what its reader may see. One query."""
    return {case.pk: case for case in _BY_KEY.rows(keys=list(keys))}


_BY_KEY = Compiled(lambda: Case.objects.filter(IsOneOf("id", "keys")))


def others_turn(user: User) -> tuple[list[Case], int]:
    """Return open cases with a seat of an officer in which nothing is expected of them, and how many there are. One query.

    The cases are at most `WATCHED`: those in which a signature waits, then the soonest date first.
    The queue finds all of them by the same condition.
    """
    found: list[Any] = _OTHERS.rows(viewer=user.pk)
    return found, found[0].number if found else 0


def is_others_turn(user: Any) -> Q:
    """Return the condition that an officer has a seat in an open case, and that nothing is expected of them there."""
    held = Seating.objects.filter(case=OuterRef("pk"), user=user, open=True).exclude(seat__in=UNCOUNTED)
    return Q(Exists(held)) & ~Q(Exists(Turn.objects.filter(case=OuterRef("pk"), user=user)))


def _shown() -> Probed:
    """Return the condition that the queue shows a case to the viewer."""
    shown = {"permission__codename": Reading.SEE_CASE.value, "listed": True}
    return Probed(CaseGrant.objects.filter(user=Given("viewer"), content_object=OuterRef("pk"), **shown))


def _others_turn() -> QuerySet[Case]:
    return Case.objects.filter(is_others_turn(Given("viewer")), _shown())


def open_by_state(user: User) -> tuple[tuple[CaseState, int], ...]:
    """Return how many open cases with a seat of an officer are at each stage, of those that the queue shows. One query."""
    numbers = dict(_STATES.rows(viewer=user.pk))
    return tuple((state, numbers[state]) for state in CaseState if state in numbers)


def _own_cases(user: Given) -> QuerySet[Case]:
    held = Q(case=OuterRef("pk"), open=True) & ~Q(seat__in=UNCOUNTED)
    return Case.objects.filter(Exists(Seating.objects.filter(held, user=user)), _shown())


FIRST = ("-awaiting_signature", "due", "id")
_OTHERS = Compiled(lambda: _others_turn().annotate(number=Window(Count("pk"))).order_by(*FIRST)[:WATCHED])
_STATES = Compiled(lambda: _own_cases(Given("viewer")).values_list("state").annotate(number=Count("pk")))
