"""Vote on the option that is put."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import board as steps
from policy.quorum import Choice


@transaction.atomic(durable=True)
def cast_vote(*, case: str, by: Actor, choice: str, reason: str) -> Case:
    """Keep a vote, sealed until its ballot has closed. It cannot be changed."""
    found = access.case_for(by, case, Verb.CAST_VOTE)
    fact = steps.cast_vote(found)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"choice": Choice(choice).value, "reason": reason})
    return found
