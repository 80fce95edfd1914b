"""The time to give feedback is made longer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def extend_feedback(*, case: str, by: Actor, reasons: str) -> Case:
    """Take the rulebook’s extra days, once; the reporter reads the reasons."""
    found = access.case_for(by, case, Verb.EXTEND_FEEDBACK)
    fact = found.extend_feedback()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
