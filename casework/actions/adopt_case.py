"""The Society makes a case its own."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def adopt_case(*, case: str, by: Actor, interest: str) -> Case:
    """Go on whatever the reporter wishes, because the public interest asks for it."""
    found = access.case_for(by, case, Verb.ADOPT_CASE)
    fact = found.adopt_case()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"interest": interest})
    return found
