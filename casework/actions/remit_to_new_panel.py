"""Send a case to a new panel."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def remit_to_new_panel(*, case: str, by: Actor, defect: str) -> Case:
    """Send the case to a new panel, as the board voted; what the first one found is annulled and never shown to it."""
    found = access.case_for(by, case, Verb.REMIT_TO_NEW_PANEL)
    fact = found.remit_to_new_panel(defect_written=bool(defect))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"defect": defect})
    return found
