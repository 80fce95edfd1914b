"""Open the hearing."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def open_hearing(*, case: str, by: Actor, present: list[UUID], respondent_present: bool) -> Case:
    """Open the hearing on its day, with the whole panel there."""
    found = access.case_for(by, case, Verb.OPEN_HEARING)
    fact = found.open_hearing(present=tuple(present), respondent_present=respondent_present)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
