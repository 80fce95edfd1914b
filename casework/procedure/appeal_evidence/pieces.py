"""New evidence that a side sends together with its appeal, and what is checked of all new evidence before it goes out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from casework.models import Case
from casework.procedure.appeal_evidence.steps import offer_new_evidence
from casework.queries.evidence.outgoing import check_outgoing, words_of_file
from casework.recording import Act, Upload, keep_file
from casework.vocabulary import CaseCompartment, Seat, Verb

ACCUSED = (Seat.RESPONDENT, Seat.REPRESENTATIVE)
CAUSE = "Why it could not come before"


@dataclass(frozen=True, kw_only=True)
class NewOnGround:
    """Files for one ground, and why they could not come before the decision."""

    code: str
    cause: str
    files: tuple[Upload, ...]


def acts_of_offering(case: Case, new: Iterable[NewOnGround], lodged: list[str]) -> Iterator[Act]:
    """Keep what comes with an appeal on the grounds `lodged`. Each file is a piece of its own, titled by its name."""
    for one in new:
        for file in one.files:
            kept = keep_file(case, CaseCompartment.DECISION, file)
            check_new(case, kept, {CAUSE: one.cause})
            event = offer_new_evidence(
                case,
                evidence=uuid4(),
                codes=[one.code],
                received=True,
                cause=bool(one.cause),
                file=kept,
                lodged=lodged,
            )
            yield event, {"title": file.name, "text": None, "cause": one.cause}


def check_new(case: Case, file: UUID | None, texts: Mapping[str, str]) -> None:
    """Check the words that the other side will read; of the Society's also those in its file."""
    own = {} if case.acting.as_(*ACCUSED) else words_of_file(case, file, CaseCompartment.DECISION)
    check_outgoing(case, Verb.OFFER_NEW_EVIDENCE, {**texts, **own})
