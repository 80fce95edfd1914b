"""Take a sanction out of the register of members."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def lift_sanction(*, case: str, by: Actor, note: str) -> Case:
    """Confirm that standing, seats and credentials are back, the sanction having ended or being stayed."""
    found = access.case_for(by, case, Verb.LIFT_SANCTION)
    fact = found.lift_sanction()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"note": note})
    return found
