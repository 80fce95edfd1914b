"""A reporter asks to withdraw."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def ask_withdrawal(*, case: str, by: Actor, wish: str) -> Case:
    """Ask to withdraw, in one’s own words. Nothing stops by asking."""
    found = access.case_for(by, case, Verb.ASK_WITHDRAWAL)
    fact = found.ask_withdrawal()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"wish": wish or None})
    return found
