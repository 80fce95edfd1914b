"""The reporter is told that the report is being looked at, and the rota seats those who look."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.events import OfficerSeated
from casework.facts.eligibility import FULL
from casework.guards.people import mention_waits
from casework.models import Case
from casework.queries.rota import next_on_rota
from casework.recording import record
from casework.vocabulary import Seat, Verb
from casework.workflow import filing as steps


@transaction.atomic(durable=True)
def acknowledge_complaint(*, case: str, by: Actor) -> Case:
    """Begin the screening with the next two screeners; where a mention waits, with a reviewer to rule on it."""
    found = access.case_for(by, case, Verb.ACKNOWLEDGE_COMPLAINT)
    fact = steps.acknowledge_complaint(found)
    wanted = {Seat.SCREENER: FULL[Seat.SCREENER], Seat.REVIEWER: int(mention_waits(found))}
    seated = [
        OfficerSeated(person=person, seat=seat)
        for seat, count in wanted.items()
        for person in next_on_rota(found.facts, seat, found.acting.person, count)
    ]
    found.keep(fact, *seated)
    access.reconcile(found)
    record(fact, subject=found, also=[(one, {"reason": None}) for one in seated])
    return found
