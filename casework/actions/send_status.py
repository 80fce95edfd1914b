"""Both sides hear how far a case has come."""

from datetime import date

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def send_status(*, case: str, by: Actor, next_step: str, next_on: date) -> Case:
    """Say what happens next, and by when, to the reporter and to a respondent who knows of the case."""
    found = access.case_for(by, case, Verb.SEND_STATUS)
    check_outgoing(found, Verb.SEND_STATUS, {"What happens next": next_step})
    fact = found.send_status(next_on=next_on)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"next_step": next_step})
    return found
