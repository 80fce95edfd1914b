"""A decider finds good cause for an answer that did not come."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def set_aside_default(*, case: str, by: Actor, reasons: str) -> Case:
    """Give the respondent new time to answer. The respondent reads the reasons."""
    found = access.case_for(by, case, Verb.SET_ASIDE_DEFAULT)
    fact = found.set_aside_default(reasons=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
