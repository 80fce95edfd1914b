"""Countersign an appeal of the Society."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def countersign_society_appeal(*, case: str, by: Actor, interest: str) -> Case:
    """Write, as a reviewer, why the public interest asks for it; only then can the investigator appeal."""
    found = access.case_for(by, case, Verb.COUNTERSIGN_SOCIETY_APPEAL)
    fact = found.countersign_society_appeal(reasons_written=bool(interest))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"interest": interest})
    return found
