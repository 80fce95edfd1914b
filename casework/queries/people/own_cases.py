"""What is expected of an officer, and the condition that somebody else acts next in a case of theirs."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.compiled import Compiled, Given, IsOneOf, Probed
from accounts.models import User
from casework.models import Case, CaseGrant, Seating, Turn
from casework.models.grant import number_of
from casework.record.state.people import PARTIES
from casework.vocabulary import Reading, Seat

PARTY_SEATS = [seat.value for seat in PARTIES]
UNCOUNTED = [*PARTY_SEATS, Seat.BLIND_READER.value]
"""Seats whose holders are not shown the stage of a case, so their counts leave it out."""


def turns_of(user: User | Given) -> QuerySet[Turn]:
    """Return the steps that are expected of an officer, in the cases in which they have a right now.

    The right to see a case is looked up first, because its index is by person; the index of the other rights is by case.
    """
    rights = CaseGrant.objects.filter(user=user, content_object=OuterRef("case"))
    sees = rights.filter(permission=number_of(Reading.SEE_CASE), listed=True)
    return Turn.objects.filter(Q(Probed(sees)) | Q(Probed(rights)), user=user).exclude(seat__in=PARTY_SEATS)


def cases_by_key(keys: Collection[UUID]) -> Mapping[UUID, Case]:
    """Return cases for a list of what waits in them; the list has to hold only what its reader may see. One query."""
    return {case.pk: case for case in _BY_KEY.rows(keys=list(keys))}


_BY_KEY = Compiled(lambda: Case.objects.filter(IsOneOf("id", "keys")))


def is_others_turn(user: Any) -> Q:
    """Return the condition that an officer has a seat in an open case, and that nothing is expected of them there."""
    held = Seating.objects.filter(case=OuterRef("pk"), user=user, open=True).exclude(seat__in=UNCOUNTED)
    return Q(Exists(held)) & ~Q(Exists(Turn.objects.filter(case=OuterRef("pk"), user=user)))
