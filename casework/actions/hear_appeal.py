"""Record that an appeal was heard."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def hear_appeal(*, case: str, by: Actor, present: list[UUID]) -> Case:
    """Record who of the appeal panel was there when the admitted appeals were heard: all three."""
    found = access.case_for(by, case, Verb.HEAR_APPEAL)
    fact = found.hear_appeal(present=present)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
