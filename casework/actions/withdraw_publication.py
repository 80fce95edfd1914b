"""Take an entry out of the public register before its time."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def withdraw_publication(*, case: str, by: Actor, ground: str) -> Case:
    """Stop showing the sanction, on a written ground; to show it again both approve words anew."""
    found = access.case_for(by, case, Verb.WITHDRAW_PUBLICATION)
    fact = found.withdraw_publication(grounded=bool(ground))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"ground": ground})
    return found
