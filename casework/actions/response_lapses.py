"""The time to answer ends without an answer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def response_lapses(*, case: str, by: Actor) -> Case:
    """Begin the days of grace, in which an answer still counts."""
    found = access.case_for(by, case, Verb.RESPONSE_LAPSES)
    fact = found.response_lapses()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
