"""Put a slip of the pen in a decision right."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def correct_slip(
    *, case: str, by: Actor, error: str, correction: str, summary: str, clerical: bool, heard: bool, afresh: bool
) -> Case:
    """Say what was plainly meant; the old words and their digest stay. `summary` is what the reporter reads of it.

    `afresh`: what may be appealed, or by when, was wrong; then the time to appeal begins again with the service of this.
    """
    found = access.case_for(by, case, Verb.CORRECT_SLIP)
    outgoing = {"What was wrong": error, "How it should read": correction}
    check_outgoing(found, Verb.CORRECT_SLIP, outgoing)
    fact = found.correct_slip(clerical=clerical, heard=heard, afresh=afresh)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"error": error, "correction": correction, "summary": summary})
    return found
