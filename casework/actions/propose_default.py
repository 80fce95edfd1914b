"""A decider is asked to look at a case without an answer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def propose_default(*, case: str, by: Actor) -> Case:
    """Put it to the decider that the days of grace are over too; nothing else follows from it."""
    found = access.case_for(by, case, Verb.PROPOSE_DEFAULT)
    fact = found.propose_default()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
