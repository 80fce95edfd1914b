"""The reporter asks that a dismissal be looked at again."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def request_review(*, case: str, by: Actor, ground: str) -> Case:
    """Ask for a review of the dismissal, on a ground of one’s own; once for each dismissal."""
    found = access.case_for(by, case, Verb.REQUEST_REVIEW)
    fact = found.request_review()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"ground": ground})
    return found
