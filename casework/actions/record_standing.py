"""The respondent’s standing changes."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Membership, Verb


@transaction.atomic(durable=True)
def record_standing(*, case: str, by: Actor, standing: Membership, since: date, note: str) -> Case:
    """Record the standing in the case. It frees nobody: only conditions and terms wait for a member who is gone."""
    found = access.case_for(by, case, Verb.RECORD_STANDING)
    fact = found.record_standing(standing=standing, since=since)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"note": note or None})
    return found
