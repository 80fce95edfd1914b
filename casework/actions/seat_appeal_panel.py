"""Seat the appeal panel."""

from uuid import UUID

from django.db import transaction

from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.candidates import lay_people
from casework.queries.compared import refuse_the_tied
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import appeal as steps


@transaction.atomic(durable=True)
def seat_appeal_panel(*, case: str, by: Actor, chair: UUID, members: list[UUID], rota_reason: str) -> Case:
    """Seat three people who had nothing to do with the case; `rota_reason` says why the rota was left, if it was."""
    found = access.case_for(by, case, Verb.SEAT_APPEAL_PANEL)
    refuse_the_tied(found, [chair, *members])
    fact = steps.seat_appeal_panel(
        found, chair=chair, members=members, lay=lay_people(Office.APPEAL_PANELIST, found.facts)
    )
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"rota_reason": rota_reason})
    return found
