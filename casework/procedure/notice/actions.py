"""Actions of the notice and the answer: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Unpack
from uuid import UUID, uuid4

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.evidence import steps as evidence_steps
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.notice import steps
from casework.procedure.screening.guards import Supplement
from casework.queries.case.particulars import (
    acts_of,
    kinds_of,
    named_acts,
    notice_of,
    particulars_noticed,
    read_particulars,
    sealed_supplement,
    texts_of,
)
from casework.queries.evidence.filings import compartment_of_side
from casework.queries.evidence.outgoing import check_outgoing
from casework.recording import Upload, keep_file
from casework.vocabulary import AllegationState, Answer, Channel, Verb
from ledger.canonical import JsonObject


@transaction.atomic(durable=True)
def serve_notice(
    *,
    reference: str,
    by: access.Actor,
    evidence: tuple[UUID, ...],
    words: str,
    particulars: Mapping[UUID, str] | None = None,
) -> Case:
    """Send the notice of everything in scope, with copies of the evidence. The time to answer runs from its service.

    `particulars` has what was typed of each allegation; where nothing was, the act is its only particular.
    """
    case = access.case_for(by, reference, Verb.SERVE_NOTICE)
    acts, typed = acts_of(case), particulars or {}
    named = named_acts(case, {key: f"{act}\n{typed.get(key, '')}" for key, act in acts.items()})
    check_outgoing(case, Verb.SERVE_NOTICE, {"Words to the respondent": words} | named)
    read = {key: read_particulars(typed.get(key, ""), act=act) for key, act in acts.items()}
    alleged = case.view.allegations.in_state(AllegationState.IN_SCOPE)
    event = steps.serve_notice(case, evidence=evidence, kinds=tuple(kinds_of(read[one.id]) for one in alleged))
    texts = [texts_of(read[one.id]) for one in alleged]
    notice = notice_of(case, evidence, acts, read)
    return keep_and_record(case, event, {"notice": notice, "words": words or None, "particulars": texts})


@transaction.atomic(durable=True)
def respond_to_notice(
    *,
    reference: str,
    by: access.Actor,
    allegations: tuple[UUID, ...],
    answers: tuple[Answer, ...],
    reasons: Sequence[JsonObject],
    summary: str,
    files: list[Upload],
    particulars: tuple[Answer, ...] = (),
) -> Case:
    """Answer each allegation, and each particular of those admitted in part; the reporter reads `summary`.

    `reasons` names each allegation in words. Files become evidence.
    """
    case = access.case_for(by, reference, Verb.RESPOND_TO_NOTICE)
    keys = [keep_file(case, compartment_of_side(case), file) for file in files]
    pieces = [evidence_steps.add_evidence(case, evidence=uuid4(), received=True, file=key) for key in keys]
    event = steps.respond_to_notice(case, allegations=allegations, answers=answers, particulars=particulars)
    texts = [{"title": file.name, "text": None} for file in files]
    sealed = {"reasons": reasons, "summary": summary or None}
    return keep_and_record(case, event, sealed, also=list(zip(pieces, texts, strict=True)))


@transaction.atomic(durable=True)
def serve_notice_again(*, reference: str, by: access.Actor, channel: Channel, words: str) -> Case:
    """Send the same notice by `channel`; the time to answer counts from its service."""
    case = access.case_for(by, reference, Verb.SERVE_NOTICE_AGAIN)
    acts = acts_of(case)
    check_outgoing(case, Verb.SERVE_NOTICE_AGAIN, {"Words to the respondent": words} | named_acts(case, acts))
    event = steps.serve_notice_again(case, channel=channel)
    notice = notice_of(case, event.evidence, acts, particulars_noticed(case))
    return keep_and_record(case, event, {"notice": notice, "words": words or None})


@transaction.atomic(durable=True)
def add_allegation(
    *, reference: str, by: access.Actor, act: str, words: str, particulars: str = "", **supplement: Unpack[Supplement]
) -> Case:
    """Add an allegation, with a decider's signature and all that a notice needs. Earlier answers stay."""
    case = access.case_for(by, reference, Verb.ADD_ALLEGATION)
    check_outgoing(case, Verb.ADD_ALLEGATION, {"Act": f"{act}\n{particulars}", "Words to the respondent": words})
    read = read_particulars(particulars, act=act)
    event = steps.add_allegation(case, allegation=uuid4(), kinds=kinds_of(read), **supplement)
    return keep_and_record(case, event, sealed_supplement(case, event, act=act, words=words, particulars=read))
