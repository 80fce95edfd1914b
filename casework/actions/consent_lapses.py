"""The time for an offer ends."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def consent_lapses(*, case: str, by: Actor) -> Case:
    """End an offer for want of time; the case goes on where it was, and no panel learns of it."""
    found = access.case_for(by, case, Verb.CONSENT_LAPSES)
    fact = found.consent_lapses()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
