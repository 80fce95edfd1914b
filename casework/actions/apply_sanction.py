"""Enter a sanction in the register of members."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def apply_sanction(*, case: str, by: Actor, note: str) -> Case:
    """Note that standing, seats and credentials follow the sanction."""
    found = access.case_for(by, case, Verb.APPLY_SANCTION)
    fact = found.apply_sanction()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"note": note})
    return found
