"""Ask to be heard although the time to appeal is over."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def apply_late(*, case: str, by: Actor, cause: str, grounds: list[str], statement: str) -> Case:
    """Ask once, with what kept the respondent (`cause`) and the grounds; publication waits until it is ruled on."""
    found = access.case_for(by, case, Verb.APPLY_LATE)
    fact = found.apply_late(codes=grounds, statement=bool(statement), cause=bool(cause))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"cause": cause, "grounds": statement})
    return found
