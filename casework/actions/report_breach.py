"""Bring a breach before the board."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def report_breach(*, case: str, by: Actor, reasons: str) -> Case:
    """Put the sanction in abeyance, or more time, to the board; two monitors sign."""
    found = access.case_for(by, case, Verb.REPORT_BREACH)
    fact = found.report_breach()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
