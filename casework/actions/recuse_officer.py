"""Somebody steps aside from a case."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def recuse_officer(*, case: str, by: Actor) -> Case:
    """End every right of the one who acts in this case, in the same transaction."""
    found = access.case_for(by, case, Verb.RECUSE_OFFICER)
    fact = found.recuse_officer()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
