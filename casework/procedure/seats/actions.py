"""Actions of seats: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.seats import steps
from casework.queries.compared import refuse_the_tied
from casework.queries.rota import next_on_rota
from casework.recording import record
from casework.vocabulary import Seat, Verb


@transaction.atomic(durable=True)
def seat_officer(*, case: str, by: Actor, person: UUID, seat: Seat, reason: str) -> Case:
    """Seat a person: the next on the rota, or another with a written reason."""
    found = access.case_for(by, case, Verb.SEAT_OFFICER)
    by_rota = next_on_rota(found.view, seat, found.acting.person) == (person,)
    refuse_the_tied(found, [person])
    event = steps.seat_officer(found, person=person, seat=seat, by_rota=by_rota, reason=bool(reason))
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"reason": reason})
    return found


@transaction.atomic(durable=True)
def seat_adjudicator(*, case: str, by: Actor, person: UUID, seat: Seat, reason: str) -> Case:
    """Seat a person: the next on the rota, or another with a written reason."""
    found = access.case_for(by, case, Verb.SEAT_ADJUDICATOR)
    by_rota = next_on_rota(found.view, seat, found.acting.person) == (person,)
    event = steps.seat_adjudicator(found, person=person, seat=seat, by_rota=by_rota, reason=bool(reason))
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"reason": reason})
    return found
