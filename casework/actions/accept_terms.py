"""A side accepts the written terms."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def accept_terms(*, case: str, by: Actor) -> Case:
    """Accept the terms in hand, for oneself."""
    found = access.case_for(by, case, Verb.ACCEPT_TERMS)
    fact = found.accept_terms()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
