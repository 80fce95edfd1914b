"""Actions of the panel: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.panel import steps
from casework.queries.panelists import drawn
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def name_panel(*, case: str, by: Actor, chair: UUID, members: list[UUID], rota_reason: str) -> Case:
    """Name the chair and the members beside the chair; `rota_reason` says why the rota was left, if it was."""
    found = access.case_for(by, case, Verb.NAME_PANEL)
    lay, by_rota = drawn(found.view, (chair, *members), found.acting.person)
    event = steps.name_panel(
        found, chair=chair, members=tuple(members), lay=lay, by_rota=by_rota, reason_given=bool(rota_reason)
    )
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"reason": rota_reason or None})
    return found
