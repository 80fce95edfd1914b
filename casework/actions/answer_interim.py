"""The respondent answers a measure."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def answer_interim(*, case: str, by: Actor, answer: str) -> Case:
    """Keep what the respondent says against a measure; those who decide on it read it."""
    found = access.case_for(by, case, Verb.ANSWER_INTERIM)
    fact = found.answer_interim()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"answer": answer})
    return found
