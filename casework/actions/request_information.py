"""The reporter is asked for listed items."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def request_information(*, case: str, by: Actor, items: str) -> Case:
    """Ask the reporter for `items`; the time for the screening waits until they answer, or their time ends."""
    found = access.case_for(by, case, Verb.REQUEST_INFORMATION)
    fact = found.request_information()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"items": items})
    return found
