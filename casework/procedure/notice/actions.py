"""Actions of the notice and the answer: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.evidence import steps as evidence_steps
from casework.procedure.notice import steps
from casework.queries.outgoing import check_outgoing
from casework.queries.particulars import acts_of, named_acts, notice_of, supplement_of
from casework.recording import keep_file, record
from casework.vocabulary import Answer, Channel, Kept, Verb


@transaction.atomic(durable=True)
def serve_notice(*, case: str, by: Actor, evidence: tuple[UUID, ...], words: str) -> Case:
    """Send the notice of everything in scope with the copies relied on; the time to answer runs from its service."""
    found = access.case_for(by, case, Verb.SERVE_NOTICE)
    acts = acts_of(found)
    outgoing = {"Words to the respondent": words} | named_acts(found, acts)
    check_outgoing(found, Verb.SERVE_NOTICE, outgoing)
    event = steps.serve_notice(found, evidence=evidence)
    notice = notice_of(found, evidence, acts)
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"notice": notice, "words": words or None})
    return found


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
    event = steps.respond_to_notice(found, allegations=allegations, answers=answers)
    found.keep(*pieces, event)
    access.reconcile(found)
    texts = [{"title": file.name, "text": None} for file in files]
    sealed = {"reasons": reasons, "summary": summary or None}
    record(event, subject=found, sealed=sealed, also=list(zip(pieces, texts, strict=True)))
    return found


@transaction.atomic(durable=True)
def serve_notice_again(*, case: str, by: Actor, channel: Channel, words: str) -> Case:
    """Send the same notice by `channel`; the time to answer counts from its service."""
    found = access.case_for(by, case, Verb.SERVE_NOTICE_AGAIN)
    acts = acts_of(found)
    outgoing = {"Words to the respondent": words} | named_acts(found, acts)
    check_outgoing(found, Verb.SERVE_NOTICE_AGAIN, outgoing)
    event = steps.serve_notice_again(found, channel=channel)
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"notice": notice_of(found, event.evidence, acts), "words": words or None})
    return found


@transaction.atomic(durable=True)
def add_allegation(
    *,
    case: str,
    by: Actor,
    commitment: int,
    first_day: date,
    last_day: date,
    ongoing: bool,
    known_on: date | None,
    act: str,
    evidence: tuple[UUID, ...],
    waived: bool,
    words: str,
) -> Case:
    """Bring it with a decider, with all that a notice needs; what was answered stays answered."""
    found = access.case_for(by, case, Verb.ADD_ALLEGATION)
    outgoing = {"Act": act, "Words to the respondent": words}
    check_outgoing(found, Verb.ADD_ALLEGATION, outgoing)
    event = steps.add_allegation(
        found,
        allegation=uuid4(),
        commitment=commitment,
        first_day=first_day,
        last_day=last_day,
        ongoing=ongoing,
        known_on=known_on,
        evidence=evidence,
        waived=waived,
    )
    found.keep(event)
    notice = supplement_of(found, event, act)
    access.reconcile(found)
    record(event, subject=found, sealed={"act": act, "notice": notice, "words": words or None})
    return found
