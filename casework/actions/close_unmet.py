"""Close a case whose condition will not be met."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def close_unmet(*, case: str, by: Actor, reasons: str) -> Case:
    """Close as unmet after the board has ruled; the register shows it. Two monitors sign."""
    found = access.case_for(by, case, Verb.CLOSE_UNMET)
    fact = found.close_unmet()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
