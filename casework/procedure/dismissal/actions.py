"""Actions of dismissal and its review: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.dismissal import steps
from casework.queries.rota import new_screeners
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def reinstate_case(*, reference: str, by: access.Actor, reasons: str) -> Case:
    """Screen the complaint again. The rota seats two new screeners, without the people who dismissed it."""
    case = access.case_for(by, reference, Verb.REINSTATE_CASE)
    event = steps.reinstate_case(case)
    case.keep(event)
    seated = new_screeners(case.view, case.acting.person)
    case.keep(*seated)
    access.reconcile(case)
    record(event, subject=case, sealed={"reasons": reasons}, also=[(one, {"reason": None}) for one in seated])
    return case
