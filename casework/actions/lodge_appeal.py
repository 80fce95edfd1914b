"""Appeal against the decision of the board."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def lodge_appeal(*, case: str, by: Actor, grounds: list[str], statement: str) -> Case:
    """Appeal on `grounds` of the rulebook, by their codes; `statement` says what they rest on. Both sides are told."""
    found = access.case_for(by, case, Verb.LODGE_APPEAL)
    check_outgoing(found, Verb.LODGE_APPEAL, {"What the grounds rest on": statement})
    fact = found.lodge_appeal(codes=grounds, statement=bool(statement))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"grounds": statement})
    return found
