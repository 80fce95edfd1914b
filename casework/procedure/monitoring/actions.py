"""Actions of monitoring: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.monitoring import steps
from casework.recording import Upload, keep_file
from casework.vocabulary import CaseCompartment, Verb


@transaction.atomic(durable=True)
def file_condition_evidence(
    *, reference: str, by: access.Actor, condition: UUID, statement: str, file: Upload | None = None
) -> Case:
    case = access.case_for(by, reference, Verb.FILE_CONDITION_EVIDENCE)
    kept = keep_file(case, CaseCompartment.RESPONDENT, file)
    event = steps.file_condition_evidence(case, condition=condition, file=kept)
    return keep_and_record(case, event, {"statement": statement})


@transaction.atomic(durable=True)
def explain_breach(*, reference: str, by: access.Actor, statement: str, file: Upload | None = None) -> Case:
    case = access.case_for(by, reference, Verb.EXPLAIN_BREACH)
    kept = keep_file(case, CaseCompartment.RESPONDENT, file)
    event = steps.explain_breach(case, file=kept)
    return keep_and_record(case, event, {"statement": statement})
