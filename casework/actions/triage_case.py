"""The risk of a complaint is assessed with the names hidden."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def triage_case(
    *,
    case: str,
    by: Actor,
    severity: int,
    imminent_harm: bool,
    power_imbalance: bool,
    dishonesty: bool,
    harassment: bool,
    notes: str,
) -> Case:
    """Record the answers to the risk questions and a provisional severity, 1 to 4."""
    found = access.case_for(by, case, Verb.TRIAGE_CASE)
    fact = found.triage_case(
        severity=severity,
        imminent_harm=imminent_harm,
        power_imbalance=power_imbalance,
        dishonesty=dishonesty,
        harassment=harassment,
    )
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"notes": notes})
    return found
