"""Rule on evidence that came after the hearing."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import LateRuling, Verb


@transaction.atomic(durable=True)
def rule_late_evidence(*, case: str, by: Actor, evidence: UUID, ruling: LateRuling, reasons: str) -> Case:
    """Refuse it, hear it, or take it before the board; the respondent is told why."""
    found = access.case_for(by, case, Verb.RULE_LATE_EVIDENCE)
    check_outgoing(found, Verb.RULE_LATE_EVIDENCE, {"Reasons": reasons})
    fact = found.rule_late_evidence(evidence=evidence, ruling=ruling)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
