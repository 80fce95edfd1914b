"""The respondent asks for the time to answer after all."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def ask_to_set_aside(*, case: str, by: Actor, cause: str) -> Case:
    """Ask that the default be set aside, and say why no answer came."""
    found = access.case_for(by, case, Verb.ASK_TO_SET_ASIDE)
    fact = found.ask_to_set_aside()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"cause": cause})
    return found
