"""The adviser looks at a health note again."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def review_health(*, case: str, by: Actor, note: str) -> Case:
    """Let the respondent’s clocks wait on; the next look is due in ninety days."""
    found = access.case_for(by, case, Verb.REVIEW_HEALTH)
    fact = found.review_health()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"note": note or None})
    return found
