"""A measure is proposed."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def propose_interim(*, case: str, by: Actor, measure: str, threat: str) -> Case:
    """Propose a measure against a threat. The respondent reads both and may answer; nothing is decided by it."""
    found = access.case_for(by, case, Verb.PROPOSE_INTERIM)
    check_outgoing(found, Verb.PROPOSE_INTERIM, {"The measure": measure, "The threat": threat})
    fact = found.propose_interim(reasoned=bool(measure and threat))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"measure": measure, "threat": threat})
    return found
