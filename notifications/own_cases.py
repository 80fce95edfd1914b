"""The cases a member was told of, each under the reference of the first letter about it: the member meets no other."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from accounts.models import User
from casework.entitlements import ACCUSED
from casework.models import CaseGrant
from casework.vocabulary import CaseState, Verb
from notifications.models import Message


@dataclass(frozen=True, kw_only=True)
class OwnCase:
    """One case in the list."""

    reference: str
    state: CaseState
    told_at: datetime


def own_cases(user: User) -> tuple[OwnCase, ...]:
    """Return the cases of the accused, and of who speaks for them, that may still be read; newest first. One query."""
    reads = CaseGrant.objects.filter(
        user=user, content_object=OuterRef("case"), permission__codename=Verb.OPEN_LETTER.value
    )
    letters = Message.objects.filter(Exists(reads), reader=user, seat__in=[seat.value for seat in ACCUSED])
    first = letters.order_by("case", "placed_at", "id").distinct("case").select_related("case")
    found = [OwnCase(reference=one.reference, state=CaseState(one.case.state), told_at=one.placed_at) for one in first]
    return tuple(sorted(found, key=lambda one: (one.told_at, one.reference), reverse=True))
