"""Actions of seats: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.seats import steps
from casework.queries.conflicts.compared import refuse_the_tied
from casework.queries.people.rota import next_on_rota
from casework.vocabulary import Seat, Verb


@transaction.atomic(durable=True)
def seat_officer(*, reference: str, by: access.Actor, person: UUID, seat: Seat, reason: str) -> Case:
    """Seat a person: the next on the rota, or another with a written reason."""
    case = access.case_for(by, reference, Verb.SEAT_OFFICER)
    by_rota = next_on_rota(case.view, seat, case.acting.person) == (person,)
    refuse_the_tied(case, [person])
    event = steps.seat_officer(case, person=person, seat=seat, by_rota=by_rota, reason=bool(reason))
    return keep_and_record(case, event, {"reason": reason})


@transaction.atomic(durable=True)
def seat_adjudicator(*, reference: str, by: access.Actor, person: UUID, seat: Seat, reason: str) -> Case:
    case = access.case_for(by, reference, Verb.SEAT_ADJUDICATOR)
    by_rota = next_on_rota(case.view, seat, case.acting.person) == (person,)
    event = steps.seat_adjudicator(case, person=person, seat=seat, by_rota=by_rota, reason=bool(reason))
    return keep_and_record(case, event, {"reason": reason})
