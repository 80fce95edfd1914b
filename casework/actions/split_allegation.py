"""An allegation is cut in two where an edition or an oath began."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import screening as steps


@transaction.atomic(durable=True)
def split_allegation(*, case: str, by: Actor, allegation: UUID, on: date, reasons: str) -> Case:
    """Split it at the day `on`; a part on whose days no oath bound the member is out of scope."""
    found = access.case_for(by, case, Verb.SPLIT_ALLEGATION)
    fact = steps.split_allegation(found, allegation=allegation, part=uuid4(), on=on)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
