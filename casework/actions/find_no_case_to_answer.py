"""The deciders see no case to answer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def find_no_case_to_answer(*, case: str, by: Actor, reasons: str, advice: str) -> Case:
    """Close the case as the deciders voted, with reasons for both sides and, if any, advice for the respondent alone."""
    found = access.case_for(by, case, Verb.FIND_NO_CASE_TO_ANSWER)
    check_outgoing(found, Verb.FIND_NO_CASE_TO_ANSWER, {"Reasons": reasons, "Advice": advice})
    fact = found.find_no_case_to_answer()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons, "advice": advice or None})
    return found
