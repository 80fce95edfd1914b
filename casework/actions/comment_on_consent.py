"""A reporter says what they think of an offer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def comment_on_consent(*, case: str, by: Actor, comment: str) -> Case:
    """Keep a reporter's views on the offer for the investigator and the approver; they bind nobody."""
    found = access.case_for(by, case, Verb.COMMENT_ON_CONSENT)
    fact = found.comment_on_consent()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"comment": comment})
    return found
