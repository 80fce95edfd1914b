"""The action of new evidence on an appeal: it checks the right, takes its step, and records it in one transaction."""

from uuid import uuid4

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.appeal_evidence import steps
from casework.procedure.appeal_evidence.pieces import CAUSE, check_new
from casework.procedure.keep_and_record import keep_and_record
from casework.recording import Upload, keep_file
from casework.vocabulary import CaseCompartment, Verb


@transaction.atomic(durable=True)
def offer_new_evidence(
    *,
    reference: str,
    by: access.Actor,
    codes: list[str],
    title: str,
    text: str,
    cause: str,
    file: Upload | None = None,
) -> Case:
    """Keep words, a file or both, and why they could not come before. The other side reads them at once."""
    case = access.case_for(by, reference, Verb.OFFER_NEW_EVIDENCE)
    kept = keep_file(case, CaseCompartment.DECISION, file)
    check_new(case, kept, {"Title": title, "What it shows": text, CAUSE: cause})
    event = steps.offer_new_evidence(
        case, evidence=uuid4(), codes=codes, received=bool(text or kept), cause=bool(cause), file=kept
    )
    return keep_and_record(case, event, {"title": title, "text": text or None, "cause": cause})
