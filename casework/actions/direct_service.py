"""Another way of sending is named that counts as service."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Seat, Verb


@transaction.atomic(durable=True)
def direct_service(*, case: str, by: Actor, about: UUID, reader: Seat, way: str, reasons: str) -> Case:
    """Name the way, after two have failed; it serves the letter once two people have entered its proof."""
    found = access.case_for(by, case, Verb.DIRECT_SERVICE)
    fact = found.direct_service(about=about, reader=reader)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"way": way, "reasons": reasons})
    return found
