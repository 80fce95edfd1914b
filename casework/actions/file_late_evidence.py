"""Evidence comes in after the hearing."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import keep_file, record
from casework.vocabulary import Kept, Verb
from casework.workflow import evidence as steps


@transaction.atomic(durable=True)
def file_late_evidence(
    *, case: str, by: Actor, title: str, text: str, cause: str, file: "UploadedFile[Any] | None" = None
) -> Case:
    """Keep words, a file, or both, and why they could not come before. A ballot under way is void from this moment."""
    found = access.case_for(by, case, Verb.FILE_LATE_EVIDENCE)
    kept = keep_file(found, Kept.CASE, file)
    fact = steps.file_late_evidence(found, evidence=uuid4(), received=bool(text or kept), cause=bool(cause), file=kept)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"title": title, "text": text or None, "cause": cause})
    return found
