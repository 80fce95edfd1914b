"""A reviewer sends a case back to the investigation that was stopped."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def resume_investigation(*, case: str, by: Actor, reasons: str) -> Case:
    """Let the investigation go on where it was stopped, with new time."""
    found = access.case_for(by, case, Verb.RESUME_INVESTIGATION)
    fact = found.resume_investigation()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
