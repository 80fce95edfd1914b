"""Actions of the appeal panel: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from accounts.offices import lay_holders
from accounts.vocabulary import Office
from casework import access
from casework.models import Case
from casework.procedure.appeal_panel import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.conflicts.compared import refuse_the_tied
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def seat_appeal_panel(*, reference: str, by: access.Actor, chair: UUID, members: list[UUID], rota_reason: str) -> Case:
    """Seat three people who had nothing to do with the case; `rota_reason` says why they are not the next on the rota."""
    case = access.case_for(by, reference, Verb.SEAT_APPEAL_PANEL)
    refuse_the_tied(case, [chair, *members])
    event = steps.seat_appeal_panel(
        case, chair=chair, members=members, lay=lay_holders(Office.APPEAL_PANELIST, case.view.today)
    )
    return keep_and_record(case, event, {"rota_reason": rota_reason})
