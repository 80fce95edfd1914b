"""The respondent speaks on the sanction."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def submit_on_sanction(*, case: str, by: Actor, views: str) -> Case:
    """Keep what the respondent says on the sanction for the panel, and for the board after it."""
    found = access.case_for(by, case, Verb.SUBMIT_ON_SANCTION)
    fact = found.submit_on_sanction()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"views": views})
    return found
