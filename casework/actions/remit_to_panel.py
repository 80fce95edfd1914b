"""Send a case back to its panel."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def remit_to_panel(*, case: str, by: Actor, defect: str) -> Case:
    """Send the case back to the same panel, as the board voted, for its reasons or its recommendation; the findings stay."""
    found = access.case_for(by, case, Verb.REMIT_TO_PANEL)
    fact = found.remit_to_panel(defect_written=bool(defect))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"defect": defect})
    return found
