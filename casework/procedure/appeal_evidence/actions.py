"""The action of new evidence on an appeal: it checks the right, takes its step, and records it in one transaction."""

from collections.abc import Collection, Iterable
from uuid import UUID, uuid4

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.appeal_evidence import steps
from casework.procedure.appeal_evidence.pieces import NewOnGround
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.outgoing import check_outgoing, words_of_file
from casework.recording import Act, Upload, keep_file
from casework.vocabulary import CaseCompartment, Seat, Verb

ACCUSED = (Seat.RESPONDENT, Seat.REPRESENTATIVE)


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
    _check_outgoing(case, Verb.OFFER_NEW_EVIDENCE, kept, {"Title": title, "What it shows": text, **_cause(cause)})
    event = steps.offer_new_evidence(
        case, evidence=uuid4(), codes=codes, received=bool(text or kept), cause=bool(cause), file=kept
    )
    return keep_and_record(case, event, {"title": title, "text": text or None, "cause": cause})


def offered_with(case: Case, verb: Verb, new: Iterable[NewOnGround], *, lodged: Collection[str]) -> list[Act]:
    """Keep what is sent with an appeal on the grounds `lodged`: each file is a piece of its own, titled by its name."""
    found: list[Act] = []
    for one in new:
        for file in one.files:
            kept = keep_file(case, CaseCompartment.DECISION, file)
            _check_outgoing(case, verb, kept, _cause(one.cause))
            event = steps.offer_new_evidence(
                case,
                evidence=uuid4(),
                codes=[one.code],
                received=True,
                cause=bool(one.cause),
                file=kept,
                lodged=lodged,
            )
            found.append((event, {"title": file.name, "text": None, "cause": one.cause}))
    return found


def _cause(cause: str) -> dict[str, str]:
    return {"Why it could not come before": cause}


def _check_outgoing(case: Case, verb: Verb, file: UUID | None, texts: dict[str, str]) -> None:
    """Check the words that the other side will read; of the Society's also those in its file."""
    own = {} if case.acting.as_(*ACCUSED) else words_of_file(case, file, CaseCompartment.DECISION)
    check_outgoing(case, verb, texts | own)
