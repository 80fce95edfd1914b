"""Call the hearing for another day."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Seat, Verb


@transaction.atomic(durable=True)
def adjourn_hearing(*, case: str, by: Actor, hearing_on: date, asked_by: Seat, reasons: str) -> Case:
    """Adjourn for a side, at most twice each, or because the panel needs it; both sides are told why."""
    found = access.case_for(by, case, Verb.ADJOURN_HEARING)
    fact = found.adjourn_hearing(hearing_on=hearing_on, asked_by=asked_by, reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
