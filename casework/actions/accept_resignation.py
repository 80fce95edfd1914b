"""A resignation takes effect."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def accept_resignation(*, case: str, by: Actor) -> Case:
    """Let the resignation that waited take effect, now that the case is over."""
    found = access.case_for(by, case, Verb.ACCEPT_RESIGNATION)
    fact = found.accept_resignation()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
