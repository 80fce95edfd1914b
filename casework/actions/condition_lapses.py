"""Note that a condition's day has passed."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def condition_lapses(*, case: str, by: Actor, condition: UUID) -> Case:
    """Mark a condition overdue, as the clock: a task for the monitors, nothing else."""
    found = access.case_for(by, case, Verb.CONDITION_LAPSES)
    fact = found.condition_lapses(condition=condition)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
