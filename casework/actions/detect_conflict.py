"""A tie between a person and a case is found."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def detect_conflict(*, case: str, by: Actor, person: UUID, provisional: bool, basis: list[str]) -> Case:
    """Deny the case to a person at once: for good, or until a mention is ruled on. Why stays sealed with the identity."""
    found = access.case_for(by, case, Verb.DETECT_CONFLICT)
    fact = found.detect_conflict(person=person, provisional=provisional)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"basis": basis})
    return found
