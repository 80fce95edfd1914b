"""A file may not be deleted."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def place_legal_hold(*, case: str, by: Actor, ground: str) -> Case:
    """Keep the file, whatever the rules on keeping say."""
    found = access.case_for(by, case, Verb.PLACE_LEGAL_HOLD)
    fact = found.place_legal_hold()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"ground": ground})
    return found
