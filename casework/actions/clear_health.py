"""The respondent’s clocks run on."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def clear_health(*, case: str, by: Actor) -> Case:
    """End a health note; the days the clocks waited are given back."""
    found = access.case_for(by, case, Verb.CLEAR_HEALTH)
    fact = found.clear_health()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
