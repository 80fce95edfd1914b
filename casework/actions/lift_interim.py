"""A measure ends."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def lift_interim(*, case: str, by: Actor, reasons: str) -> Case:
    """End a measure, as the second hand of two, or decide not to take it."""
    found = access.case_for(by, case, Verb.LIFT_INTERIM)
    check_outgoing(found, Verb.LIFT_INTERIM, {"Why": reasons})
    fact = found.lift_interim()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
