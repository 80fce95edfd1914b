"""Say, as the respondent, that there will be no appeal."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def waive_appeal(*, case: str, by: Actor) -> Case:
    """Let the decision become final at the respondent's own word."""
    found = access.case_for(by, case, Verb.WAIVE_APPEAL)
    fact = found.waive_appeal()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
