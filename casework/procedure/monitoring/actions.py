"""Actions of monitoring: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.monitoring import steps
from casework.recording import Upload, keep_file, record
from casework.vocabulary import Kept, Verb


@transaction.atomic(durable=True)
def file_condition_evidence(
    *, case: str, by: Actor, condition: UUID, statement: str, file: Upload | None = None
) -> Case:
    """Keep a statement, and a file where there is one, as evidence for a condition that waits."""
    found = access.case_for(by, case, Verb.FILE_CONDITION_EVIDENCE)
    kept = keep_file(found, Kept.RESPONDENT, file)
    event = steps.file_condition_evidence(found, condition=condition, file=kept)
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"statement": statement})
    return found


@transaction.atomic(durable=True)
def explain_breach(*, case: str, by: Actor, statement: str, file: Upload | None = None) -> Case:
    """Keep the respondent's explanation, and a file where there is one, for the monitors and the board."""
    found = access.case_for(by, case, Verb.EXPLAIN_BREACH)
    kept = keep_file(found, Kept.RESPONDENT, file)
    event = steps.explain_breach(found, file=kept)
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"statement": statement})
    return found
