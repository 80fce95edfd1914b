"""A letter is opened by its reader, in the reader's own session."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def open_letter(*, case: str, by: Actor, about: UUID) -> Case:
    """Record that the letter about a fact was opened, which serves it. NotNow when it was opened before."""
    found = access.case_for(by, case, Verb.OPEN_LETTER)
    fact = found.open_letter(about=about)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
