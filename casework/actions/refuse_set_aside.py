"""A default stands."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def refuse_set_aside(*, case: str, by: Actor, reasons: str) -> Case:
    """Refuse to set the default aside; the respondent reads the reasons."""
    found = access.case_for(by, case, Verb.REFUSE_SET_ASIDE)
    fact = found.refuse_set_aside()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
