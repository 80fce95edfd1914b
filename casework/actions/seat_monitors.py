"""Two people are seated to verify the conditions of a sanction."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def seat_monitors(*, case: str, by: Actor, persons: tuple[UUID, ...]) -> Case:
    """Seat the monitors; none of them may have sat on the panel or voted."""
    found = access.case_for(by, case, Verb.SEAT_MONITORS)
    fact = found.seat_monitors(persons=persons)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
