"""Actions of dismissal and its review: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.dismissal import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.people.rota import new_screeners
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def reinstate_case(*, reference: str, by: access.Actor, reasons: str) -> Case:
    """Screen the complaint again. The rota seats two new screeners, without the people who dismissed it."""
    case = access.case_for(by, reference, Verb.REINSTATE_CASE)
    event = steps.reinstate_case(case)
    seated = new_screeners(case.view.apply(case.recorded(event)), case.acting.person)
    return keep_and_record(case, event, {"reasons": reasons}, also=[(one, {"reason": None}) for one in seated])
