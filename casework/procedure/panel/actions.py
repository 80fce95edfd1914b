"""Actions of the panel: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.panel import steps
from casework.queries.people.panelists import draw_panel
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def name_panel(*, reference: str, by: access.Actor, chair: UUID, members: list[UUID], rota_reason: str) -> Case:
    """Name the chair and the other members; `rota_reason` says why they are not the next on the rota."""
    case = access.case_for(by, reference, Verb.NAME_PANEL)
    lay, by_rota = draw_panel(case.view, (chair, *members), case.acting.person)
    event = steps.name_panel(
        case, chair=chair, members=tuple(members), lay=lay, by_rota=by_rota, reason_given=bool(rota_reason)
    )
    return keep_and_record(case, event, {"reason": rota_reason or None})
