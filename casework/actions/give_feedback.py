"""The reporter hears what was done."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def give_feedback(*, case: str, by: Actor, feedback: str) -> Case:
    """Tell the reporter what was done with the report, and why, after the words were checked."""
    found = access.case_for(by, case, Verb.GIVE_FEEDBACK)
    check_outgoing(found, Verb.GIVE_FEEDBACK, {"Feedback": feedback})
    fact = found.give_feedback()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"feedback": feedback})
    return found
