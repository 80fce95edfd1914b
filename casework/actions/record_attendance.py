"""Record who attended a sitting."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def record_attendance(*, case: str, by: Actor, throughout: list[UUID], respondent_present: bool, note: str) -> Case:
    """Record who of the panel attended all of a sitting; `note` names who else was there."""
    found = access.case_for(by, case, Verb.RECORD_ATTENDANCE)
    fact = found.record_attendance(throughout=tuple(throughout), respondent_present=respondent_present)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"note": note or None})
    return found
