"""The respondent's bundle gets a copy of a piece of evidence."""

from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.queries.outgoing_files import words_of_file
from casework.recording import keep_file, record
from casework.vocabulary import Kept, Verb
from casework.workflow import evidence as steps


@transaction.atomic(durable=True)
def disclose_evidence(
    *,
    case: str,
    by: Actor,
    evidence: UUID,
    title: str,
    text: str,
    one_holder: bool,
    file: "UploadedFile[Any] | None" = None,
) -> Case:
    """Keep a copy made for the respondent, in new words and perhaps a new file, after every byte of it was checked."""
    found = access.case_for(by, case, Verb.DISCLOSE_EVIDENCE)
    kept = keep_file(found, Kept.RESPONDENT, file)
    outgoing = {"Title": title, "Copy": text} | words_of_file(found, kept)
    check_outgoing(found, Verb.DISCLOSE_EVIDENCE, outgoing)
    fact = steps.disclose_evidence(
        found,
        evidence=evidence,
        copy=uuid4(),
        copied=bool(text or kept),
        one_holder=one_holder,
        file=kept,
    )
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"title": title, "text": text or None})
    return found
