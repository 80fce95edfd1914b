"""A reporter does not want to withdraw any more."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def take_back_withdrawal(*, case: str, by: Actor) -> Case:
    """Take the request back; all goes on as it did."""
    found = access.case_for(by, case, Verb.TAKE_BACK_WITHDRAWAL)
    fact = found.take_back_withdrawal()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
