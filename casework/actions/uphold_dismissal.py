"""A reviewer finds a dismissal right."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def uphold_dismissal(*, case: str, by: Actor, reasons: str) -> Case:
    """Close the case with the code of its dismissal."""
    found = access.case_for(by, case, Verb.UPHOLD_DISMISSAL)
    fact = found.uphold_dismissal()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
