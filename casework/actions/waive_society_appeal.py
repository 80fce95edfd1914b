"""Say for the Society that it will not appeal."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def waive_society_appeal(*, case: str, by: Actor) -> Case:
    """Waive the Society's appeal; the investigator and a reviewer sign."""
    found = access.case_for(by, case, Verb.WAIVE_SOCIETY_APPEAL)
    fact = found.waive_society_appeal()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
