"""One of several reporters is let go."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def release_complaint(*, case: str, by: Actor, subject: UUID, reasons: str) -> Case:
    """Let one reporter’s complaint go, with the protection officer; the case goes on with another’s."""
    found = access.case_for(by, case, Verb.RELEASE_COMPLAINT)
    fact = found.release_complaint(subject=subject)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
