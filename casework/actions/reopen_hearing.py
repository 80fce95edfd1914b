"""Reopen the hearing for evidence that was admitted late."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def reopen_hearing(*, case: str, by: Actor, hearing_on: date, reasons: str) -> Case:
    """Call both sides again for a day, before anything is found."""
    found = access.case_for(by, case, Verb.REOPEN_HEARING)
    fact = found.reopen_hearing(hearing_on=hearing_on)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
