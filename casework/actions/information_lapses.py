"""The time to supply items ends."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def information_lapses(*, case: str, by: Actor) -> Case:
    """Go on with what is held. A lapse never dismisses."""
    found = access.case_for(by, case, Verb.INFORMATION_LAPSES)
    fact = found.information_lapses()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
