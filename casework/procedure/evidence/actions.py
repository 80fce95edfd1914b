"""Actions of evidence: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID, uuid4

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.evidence import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.outgoing import check_outgoing, words_of_file
from casework.recording import Upload, keep_file
from casework.vocabulary import CaseCompartment, Verb


@transaction.atomic(durable=True)
def add_evidence(*, reference: str, by: access.Actor, title: str, text: str, file: Upload | None = None) -> Case:
    """Keep words, a file or both as evidence from the actor's side."""
    case = access.case_for(by, reference, Verb.ADD_EVIDENCE)
    kept = keep_file(case, CaseCompartment.CASE, file)
    event = steps.add_evidence(case, evidence=uuid4(), received=bool(text or kept), file=kept)
    return keep_and_record(case, event, {"title": title, "text": text or None})


@transaction.atomic(durable=True)
def disclose_evidence(
    *,
    reference: str,
    by: access.Actor,
    evidence: UUID,
    title: str,
    text: str,
    one_holder: bool,
    file: Upload | None = None,
) -> Case:
    """Keep a copy for the respondent: new words, perhaps with a new file, of which every byte is checked first."""
    case = access.case_for(by, reference, Verb.DISCLOSE_EVIDENCE)
    kept = keep_file(case, CaseCompartment.RESPONDENT, file)
    outgoing = {"Title": title, "Copy": text} | words_of_file(case, kept)
    check_outgoing(case, Verb.DISCLOSE_EVIDENCE, outgoing)
    event = steps.disclose_evidence(
        case, evidence=evidence, copy=uuid4(), copied=bool(text or kept), one_holder=one_holder, file=kept
    )
    return keep_and_record(case, event, {"title": title, "text": text or None})


@transaction.atomic(durable=True)
def file_late_evidence(
    *, reference: str, by: access.Actor, title: str, text: str, cause: str, file: Upload | None = None
) -> Case:
    """Keep words, a file or both, and the reason why they come late. From this moment an open ballot is void."""
    case = access.case_for(by, reference, Verb.FILE_LATE_EVIDENCE)
    kept = keep_file(case, CaseCompartment.CASE, file)
    event = steps.file_late_evidence(case, evidence=uuid4(), received=bool(text or kept), cause=bool(cause), file=kept)
    return keep_and_record(case, event, {"title": title, "text": text or None, "cause": cause})
