"""Put the next lower option to the vote."""

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
def put_next_option(*, case: str, by: Actor, closes_on: date) -> Case:
    """Put the next option to the same voters on the same papers, until the end of `closes_on`, the Society's day."""
    found = access.case_for(by, case, Verb.PUT_NEXT_OPTION)
    fact = steps.put_next_option(found, closes_at=last_moment(closes_on, found.facts.rules.zone))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found)
    return found
