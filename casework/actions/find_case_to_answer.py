"""The deciders see a case to answer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def find_case_to_answer(*, case: str, by: Actor, reasons: str) -> Case:
    """Charge what two deciders saw a case on, with reasons for both sides, and let a panel be formed."""
    found = access.case_for(by, case, Verb.FIND_CASE_TO_ANSWER)
    check_outgoing(found, Verb.FIND_CASE_TO_ANSWER, {"Reasons": reasons})
    fact = found.find_case_to_answer()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
