"""Rule on a challenge to a member of the panel."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def rule_challenge(*, case: str, by: Actor, member: UUID, upheld: bool, reasons: str) -> Case:
    """Let the member sit, or take them off the panel and out of the case, with reasons that both sides read."""
    found = access.case_for(by, case, Verb.RULE_CHALLENGE)
    fact = found.rule_challenge(member=member, upheld=upheld)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
