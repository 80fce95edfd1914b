"""Whether a mention in a report stands as a conflict."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def rule_on_mention(*, case: str, by: Actor, subject: UUID, stands: bool, reasons: str) -> Case:
    """Rule on the mention of a person: it stands, and denies for good, or it is lifted."""
    found = access.case_for(by, case, Verb.RULE_ON_MENTION)
    fact = found.rule_on_mention(subject=subject, stands=stands)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
