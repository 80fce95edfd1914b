"""Send a case to a new panel on appeal."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def remit_on_appeal_to_panel(*, case: str, by: Actor, defect: str) -> Case:
    """Annul the findings and have them made again by other people; `defect` says why. Two of the appeal panel sign."""
    found = access.case_for(by, case, Verb.REMIT_ON_APPEAL_TO_PANEL)
    check_outgoing(found, Verb.REMIT_ON_APPEAL_TO_PANEL, {"Defect": defect})
    fact = found.remit_on_appeal_to_panel(defect_written=bool(defect))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": defect})
    return found
