"""A reporter's wish to withdraw ends a case."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def accept_withdrawal(*, case: str, by: Actor, no_adoption: str) -> Case:
    """Close the case, with the protection officer; `no_adoption` says why the Society does not go on itself."""
    found = access.case_for(by, case, Verb.ACCEPT_WITHDRAWAL)
    fact = found.accept_withdrawal()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"no_adoption": no_adoption})
    return found
