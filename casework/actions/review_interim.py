"""A measure goes on."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def review_interim(*, case: str, by: Actor, reasons: str) -> Case:
    """Look at a measure again, as the second hand of two, and let it go on until the next review."""
    found = access.case_for(by, case, Verb.REVIEW_INTERIM)
    check_outgoing(found, Verb.REVIEW_INTERIM, {"Why": reasons})
    fact = found.review_interim()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
