"""The reporter answers a request for items."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def supply_information(*, case: str, by: Actor, answer: str, nothing_more: bool) -> Case:
    """Answer the request, if only that there is nothing more, and let the screening go on."""
    found = access.case_for(by, case, Verb.SUPPLY_INFORMATION)
    fact = found.supply_information(supplied=bool(answer), nothing_more=nothing_more)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"answer": answer or None})
    return found
