"""Actions of dismissal and its review: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.dismissal import steps
from casework.queries.rota import new_screeners
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def reinstate_case(*, case: str, by: Actor, reasons: str) -> Case:
    """Screen it again; the rota seats a new pair, never who dismissed it."""
    found = access.case_for(by, case, Verb.REINSTATE_CASE)
    event = steps.reinstate_case(found)
    found.keep(event)
    seated = new_screeners(found.view, found.acting.person)
    found.keep(*seated)
    access.reconcile(found)
    record(event, subject=found, sealed={"reasons": reasons}, also=[(one, {"reason": None}) for one in seated])
    return found
