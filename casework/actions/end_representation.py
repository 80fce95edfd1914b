"""Nobody speaks for the respondent any more."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def end_representation(*, case: str, by: Actor) -> Case:
    """End it, as the respondent, as the representative, or as the clock once the last day has passed."""
    found = access.case_for(by, case, Verb.END_REPRESENTATION)
    fact = found.end_representation()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
