"""An officer puts the reports of a flood among the others: the desk then shows each in a row of its own."""

from uuid import uuid4

from django.db import transaction

from accounts.pseudonyms import pseudonym
from casework.access import Actor
from casework.models import CaseGrant, SlowReport
from casework.vocabulary import NotSeen, Seat, Verb
from ledger.append import Draft, append
from ledger.clock import now


@transaction.atomic(durable=True)
def release_flood(*, flood: str, by: Actor) -> int:
    """Take the reports of a flood that the actor may acknowledge out of the slow lane. Return how many.

    One entry says who did it, and of how many. NotSeen where there is none that the actor may acknowledge.
    """
    may = CaseGrant.objects.filter(user=by.user, permission__codename=Verb.ACKNOWLEDGE_COMPLAINT.value)
    rows = SlowReport.objects.select_for_update().filter(flood=flood, case__in=may.values("content_object"))
    released = [row.pk for row in rows]
    if not released:
        raise NotSeen
    SlowReport.objects.filter(pk__in=released).delete()
    entry = Draft(
        id=uuid4(),
        type="intake.flood_released",
        stream="system",
        actor=pseudonym(by.user),
        role=Seat.INTAKE.value,
        occurred=now(),
        data={"reports": len(released)},
    )
    append(entry)
    return len(released)
