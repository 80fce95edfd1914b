"""Open the ballot of the board."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import board as steps
from policy.deadlines import last_moment


@transaction.atomic(durable=True)
def open_ballot(*, case: str, by: Actor, closes_on: date) -> Case:
    """Freeze voters, papers and the order of motions; votes are taken until the end of `closes_on`, the Society's day."""
    found = access.case_for(by, case, Verb.OPEN_BALLOT)
    fact = steps.open_ballot(found, closes_at=last_moment(closes_on, found.facts.rules.zone))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
