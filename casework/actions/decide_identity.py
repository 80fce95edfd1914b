"""Before anybody is told, it is decided what happens to the reporter's identity."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import IdentityDecision, Verb


@transaction.atomic(durable=True)
def decide_identity(*, case: str, by: Actor, decision: IdentityDecision, asked: bool, reasons: str) -> Case:
    """Decide that the identity stays sealed, is to be told by the reporter, is not needed, or that the Society takes over."""
    found = access.case_for(by, case, Verb.DECIDE_IDENTITY)
    fact = found.decide_identity(decision=decision, asked=asked)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
