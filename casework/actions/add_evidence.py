"""A piece of evidence comes in."""

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
def add_evidence(*, case: str, by: Actor, title: str, text: str, file: "UploadedFile[Any] | None" = None) -> Case:
    """Keep words, a file, or both, as evidence from the side of the one who acts."""
    found = access.case_for(by, case, Verb.ADD_EVIDENCE)
    kept = keep_file(found, Kept.CASE, file)
    fact = steps.add_evidence(found, evidence=uuid4(), received=bool(text or kept), file=kept)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"title": title, "text": text or None})
    return found
