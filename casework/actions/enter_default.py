"""A case goes on without an answer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def enter_default(*, case: str, by: Actor, reasons: str) -> Case:
    """Record the default with the decider's reasons, which the respondent reads. It is not a finding."""
    found = access.case_for(by, case, Verb.ENTER_DEFAULT)
    check_outgoing(found, Verb.ENTER_DEFAULT, {"Reasons": reasons})
    fact = found.enter_default()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
