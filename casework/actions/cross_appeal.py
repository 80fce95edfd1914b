"""Appeal as the other side."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def cross_appeal(*, case: str, by: Actor, grounds: list[str], statement: str) -> Case:
    """Appeal too, once the first side has; `statement` says what the `grounds` rest on. Both sides are told."""
    found = access.case_for(by, case, Verb.CROSS_APPEAL)
    check_outgoing(found, Verb.CROSS_APPEAL, {"What the grounds rest on": statement})
    fact = found.cross_appeal(codes=grounds, statement=bool(statement))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"grounds": statement})
    return found
