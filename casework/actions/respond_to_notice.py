"""The respondent answers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import keep_file, record
from casework.vocabulary import Answer, Kept, Verb
from casework.workflow import evidence as evidence_steps
from casework.workflow import notice as notice_steps


@transaction.atomic(durable=True)
def respond_to_notice(
    *,
    case: str,
    by: Actor,
    allegations: tuple[UUID, ...],
    answers: tuple[Answer, ...],
    reasons: Sequence[dict[str, str]],
    summary: str,
    files: "list[UploadedFile[Any]]",
) -> Case:
    """Answer each allegation; `reasons` beside each in words, files as evidence, `summary` for the reporter."""
    found = access.case_for(by, case, Verb.RESPOND_TO_NOTICE)
    keys = [keep_file(found, Kept.CASE, file) for file in files]
    pieces = [evidence_steps.add_evidence(found, evidence=uuid4(), received=True, file=key) for key in keys]
    fact = notice_steps.respond_to_notice(found, allegations=allegations, answers=answers)
    found.keep(*pieces, fact)
    access.reconcile(found)
    texts = [{"title": file.name, "text": None} for file in files]
    sealed = {"reasons": reasons, "summary": summary or None}
    record(fact, subject=found, sealed=sealed, also=list(zip(pieces, texts, strict=True)))
    return found
