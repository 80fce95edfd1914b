"""Close a case whose sanction is done."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def complete_monitoring(*, case: str, by: Actor) -> Case:
    """Close: every condition is met and every term over; two monitors sign."""
    found = access.case_for(by, case, Verb.COMPLETE_MONITORING)
    fact = found.complete_monitoring()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
