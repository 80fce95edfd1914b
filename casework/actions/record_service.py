"""Two people enter the proof that a letter on paper was sent."""

from datetime import date
from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Channel, Seat, Verb


@transaction.atomic(durable=True)
def record_service(
    *, case: str, by: Actor, about: UUID, reader: Seat, channel: Channel, posted_on: date, proof: str
) -> Case:
    """Record, with the second of two signatures, the proof of a letter; it counts from the second business day."""
    found = access.case_for(by, case, Verb.RECORD_SERVICE)
    fact = found.record_service(about=about, reader=reader, channel=channel, posted_on=posted_on, proof=bool(proof))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"proof": proof})
    return found
