"""The notice is acknowledged by the respondent's side."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def acknowledge_notice(*, case: str, by: Actor) -> Case:
    """Record that the notice was read in the respondent's own session, which proves its service."""
    found = access.case_for(by, case, Verb.ACKNOWLEDGE_NOTICE)
    fact = found.acknowledge_notice()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
