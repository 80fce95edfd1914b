"""A request for more time to answer is refused."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def refuse_extension(*, case: str, by: Actor, reasons: str) -> Case:
    """Refuse it; the respondent reads the reasons."""
    found = access.case_for(by, case, Verb.REFUSE_EXTENSION)
    fact = found.refuse_extension()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
