"""One side comments on the draft of the report."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def comment_on_report(*, case: str, by: Actor, comment: str) -> Case:
    """Keep a comment as it came; it goes with the report to whoever reads that."""
    found = access.case_for(by, case, Verb.COMMENT_ON_REPORT)
    fact = found.comment_on_report()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"comment": comment})
    return found
