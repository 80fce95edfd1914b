"""Close the hearing; the panel withdraws."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def open_deliberation(*, case: str, by: Actor, last_word_offered: bool) -> Case:
    """Let the panel withdraw after the respondent's last word; from here on it is alone with its adviser."""
    found = access.case_for(by, case, Verb.OPEN_DELIBERATION)
    fact = found.open_deliberation(last_word_offered=last_word_offered)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
