"""Clocks wait for a reason."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import ClockName, Verb


@transaction.atomic(durable=True)
def place_hold(*, case: str, by: Actor, clocks: tuple[ClockName, ...], reasons: str) -> Case:
    """Let the named clocks wait, and no other; the hold is looked at again in ninety days."""
    found = access.case_for(by, case, Verb.PLACE_HOLD)
    fact = found.place_hold(clocks=clocks)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
