"""The reporter gets more time to supply items."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def extend_information(*, case: str, by: Actor, reasons: str) -> Case:
    """Give the reporter the rulebook’s extra days, once in each round."""
    found = access.case_for(by, case, Verb.EXTEND_INFORMATION)
    fact = found.extend_information()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
