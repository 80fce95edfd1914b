"""Close a case in which nothing was found proven."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def close_not_proven(*, case: str, by: Actor, reasons: str) -> Case:
    """Close the case with the panel's reasons. A majority of the panel signs."""
    found = access.case_for(by, case, Verb.CLOSE_NOT_PROVEN)
    fact = found.close_not_proven(reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
