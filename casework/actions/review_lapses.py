"""Nobody asked for a review in time."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def review_lapses(*, case: str, by: Actor) -> Case:
    """Close a dismissed case whose time for a review is over, with the code it was dismissed with."""
    found = access.case_for(by, case, Verb.REVIEW_LAPSES)
    fact = found.review_lapses()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
