"""Before anybody sees a case, everybody who could is compared with the people in it."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.events import ConflictDetected
from casework.models import Case
from casework.queries.conflict_sweep import sweep
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def sweep_conflicts(*, case: str, by: Actor) -> Case:
    """Deny the case to everyone tied to it, and open it to the others. Safe to repeat: only what is new is recorded."""
    found = access.case_for(by, case, Verb.SWEEP_CONFLICTS)
    seen = sweep(found)
    fact = found.sweep_conflicts(compared=seen.compared)
    detected = [ConflictDetected(person=tie.person, provisional=tie.provisional) for tie in seen.ties]
    found.keep(fact, *detected)
    access.reconcile(found)
    bases = [{"basis": tie.basis()} for tie in seen.ties]
    record(fact, subject=found, also=list(zip(detected, bases, strict=True)))
    return found
