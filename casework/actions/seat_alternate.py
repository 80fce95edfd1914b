"""Let an alternate vote on the board."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.rota import next_alternate
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import board as steps


@transaction.atomic(durable=True)
def seat_alternate(*, case: str, by: Actor, person: UUID) -> Case:
    """Seat the next free person of the approved pool, for this decision only. They declare before they read or vote."""
    found = access.case_for(by, case, Verb.SEAT_ALTERNATE)
    fact = steps.seat_alternate(found, person=person, next_one=next_alternate(found.facts))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
