"""The member has died."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def abate_case(*, case: str, by: Actor, proof: str) -> Case:
    """End the case; no finding follows, and what was final stands."""
    found = access.case_for(by, case, Verb.ABATE_CASE)
    fact = found.abate_case(proven=bool(proof))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"proof": proof})
    return found
