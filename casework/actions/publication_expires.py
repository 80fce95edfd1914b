"""An entry in the public register has had its time."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def publication_expires(*, case: str, by: Actor) -> Case:
    """Stop showing the sanction, as the clock, once the last day of its entry has passed."""
    found = access.case_for(by, case, Verb.PUBLICATION_EXPIRES)
    fact = found.publication_expires()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
