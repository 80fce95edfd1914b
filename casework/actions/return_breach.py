"""Send a report of a breach back."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def return_breach(*, case: str, by: Actor, defect: str) -> Case:
    """Send a reported breach back to the monitors, as the board voted; the conditions run on."""
    found = access.case_for(by, case, Verb.RETURN_BREACH)
    fact = found.return_breach(defect_written=bool(defect))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"defect": defect})
    return found
