"""Take what ties a case to its oaths out of the house: no entry in the record, no opening."""

from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor
from casework.queries.openings import openings_of_ties
from casework.vocabulary import Seat
from ledger.append import Draft, append
from ledger.clock import now


@transaction.atomic(durable=True)
def export_ties(*, case: str, by: Actor) -> tuple[dict[str, Any], ...]:
    """Return what opens each commitment to an oath or a signature in a case, after recording that it was taken out.

    A command asks this, so the record says of which case and when, and not who had the shell. Case.DoesNotExist for none.
    """
    moment = now()
    found = access.case_called(case, moment)
    append(
        Draft(
            id=uuid4(),
            type="ties.exported",
            stream="system",
            actor=pseudonym(by.user),
            role=Seat.CLOCK.value,
            occurred=moment,
            data={"case": str(found.id)},
        )
    )
    return tuple(openings_of_ties(case))
