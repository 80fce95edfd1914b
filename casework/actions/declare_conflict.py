"""Somebody declares a conflict of their own."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def declare_conflict(*, case: str, by: Actor) -> Case:
    """Deny the case to the one who acts, for good. No reason is asked."""
    found = access.case_for(by, case, Verb.DECLARE_CONFLICT)
    fact = found.declare_conflict()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
