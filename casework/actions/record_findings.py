"""Save the findings of the panel."""

from collections.abc import Sequence

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.events import FindingMade
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import deliberation as steps


@transaction.atomic(durable=True)
def record_findings(
    *, case: str, by: Actor, findings: Sequence[FindingMade], facts: Sequence[str], reasons: Sequence[str], dissent: str
) -> Case:
    """Save one finding for each charge, for good, with the facts found and the reasons in the same order.

    A majority of the panel signs. A finding without a majority is "not proven".
    """
    found = access.case_for(by, case, Verb.RECORD_FINDINGS)
    fact = steps.record_findings(found, findings=tuple(findings), reasons_written=all(facts) and all(reasons))
    found.keep(fact, *findings)
    access.reconcile(found)
    texts = [{"facts": one, "reasons": why} for one, why in zip(facts, reasons, strict=True)]
    also = list(zip(findings, texts, strict=True))
    record(fact, subject=found, sealed={"dissent": dissent or None}, also=also)
    return found
