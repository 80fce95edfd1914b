"""Declare that nothing ties one to a case."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def declare_no_conflict(*, case: str, by: Actor, names_read: bool) -> Case:
    """Declare, after reading the names, that one has no conflict; who has one uses `declare_conflict` instead."""
    found = access.case_for(by, case, Verb.DECLARE_NO_CONFLICT)
    fact = found.declare_no_conflict(names_read=names_read)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
