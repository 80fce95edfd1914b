"""A clock ran out, and the next person up is told."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import ClockName, Verb


@transaction.atomic(durable=True)
def escalate_clock(*, case: str, by: Actor, clock: ClockName, subject: UUID | None = None) -> Case:
    """Record that a lapse is passed on, once (screening that goes on: twice). NotNow while the clock still runs."""
    found = access.case_for(by, case, Verb.ESCALATE_CLOCK)
    fact = found.escalate_clock(clock=clock, subject=subject)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
