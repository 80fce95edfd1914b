"""A seat that somebody left is filled again."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Seat, Verb


@transaction.atomic(durable=True)
def replace_seat(*, case: str, by: Actor, person: UUID, seat: Seat) -> Case:
    """Seat a person who is free of conflict and free to sit in an empty seat."""
    found = access.case_for(by, case, Verb.REPLACE_SEAT)
    fact = found.replace_seat(person=person, seat=seat)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
