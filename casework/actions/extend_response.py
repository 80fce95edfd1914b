"""The respondent gets more time to answer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def extend_response(*, case: str, by: Actor, days: int, good_cause: bool, reasons: str) -> Case:
    """Give `days` more: as asked in time, or, as a decider, for good cause."""
    found = access.case_for(by, case, Verb.EXTEND_RESPONSE)
    fact = found.extend_response(days=days, good_cause=good_cause)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
