"""Take one's own appeal back."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def withdraw_appeal(*, case: str, by: Actor) -> Case:
    """Let the decision stand; only the one side that appealed can do so."""
    found = access.case_for(by, case, Verb.WITHDRAW_APPEAL)
    fact = found.withdraw_appeal()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
