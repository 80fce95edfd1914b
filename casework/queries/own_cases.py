"""The cases in which an officer has a seat: those in which somebody else acts next, and how many are at which stage."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window

from accounts.compiled import Compiled, Given, IsOneOf, Probed
from accounts.models import User
from casework.models import Case, CaseGrant, Seating, Turn
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Seat

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


def others_turn(user: User, *, but: Collection[UUID]) -> tuple[list[Case], int]:
    """Return open cases with a seat of an officer in which nothing is expected of them, and how many there are. One query.

    `but`: these cases are left out. The cases are at most `WATCHED`, the soonest date first.
    """
    found: list[Any] = _OTHERS.rows(viewer=user.pk, but=list(but))
    return found, found[0].number if found else 0


def _others_turn() -> QuerySet[Case]:
    turn = Turn.objects.filter(case=OuterRef("pk"), user=Given("viewer"))
    return _own_cases(Given("viewer")).exclude(Exists(turn)).exclude(IsOneOf("id", "but"))


def open_by_state(user: User) -> tuple[tuple[CaseState, int], ...]:
    """Return how many open cases with a seat of an officer are at each stage. One query."""
    numbers = dict(_STATES.rows(viewer=user.pk))
    return tuple((state, numbers[state]) for state in CaseState if state in numbers)


def _own_cases(user: User | Given) -> QuerySet[Case]:
    held = Q(case=OuterRef("pk"), open=True) & ~Q(seat__in=UNCOUNTED)
    seen = CaseGrant.objects.filter(user=user, content_object=OuterRef("pk"))
    return Case.objects.filter(Exists(Seating.objects.filter(held, user=user)), Probed(seen))


_OTHERS = Compiled(lambda: _others_turn().annotate(number=Window(Count("pk"))).order_by("due", "id")[:WATCHED])
_STATES = Compiled(lambda: _own_cases(Given("viewer")).values_list("state").annotate(number=Count("pk")))
