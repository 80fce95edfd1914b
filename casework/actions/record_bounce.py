"""A letter did not arrive."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Channel, Seat, Verb


@transaction.atomic(durable=True)
def record_bounce(*, case: str, by: Actor, about: UUID, reader: Seat, channel: Channel) -> Case:
    """Record that the letter about a fact did not reach its reader; no time begins or ends with it."""
    found = access.case_for(by, case, Verb.RECORD_BOUNCE)
    fact = found.record_bounce(about=about, reader=reader, channel=channel)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
