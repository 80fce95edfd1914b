"""Verify that a condition was met."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def verify_condition(*, case: str, by: Actor, condition: UUID, reasons: str) -> Case:
    """Confirm, as the second of two monitors, that the evidence shows the condition met."""
    found = access.case_for(by, case, Verb.VERIFY_CONDITION)
    fact = found.verify_condition(condition=condition)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
