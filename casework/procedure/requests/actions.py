"""Actions of the requests: each checks the right, takes its step, and records it in one transaction."""

from datetime import date
from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.requests import steps
from casework.procedure.requests.guards import side_of
from casework.queries.evidence.outgoing import check_outgoing, check_reference_stays_in
from casework.record.events import RequestAnswered, RespondentRequestAnswered
from casework.vocabulary import RequestKind, Seat, Verb


@transaction.atomic(durable=True)
def make_request(
    *,
    reference: str,
    by: access.Actor,
    kind: RequestKind,
    words: str,
    days: int | None = None,
    about: Seat | None = None,
    new_facts: bool = False,
) -> Case:
    """Ask for something. What a reporter asks for goes to the respondent too, and is checked; an adjustment does not."""
    case = access.case_for(by, reference, Verb.MAKE_REQUEST)
    shared = kind is not RequestKind.ADJUSTMENT
    if shared and side_of(case) is Seat.COMPLAINANT:
        check_outgoing(case, Verb.MAKE_REQUEST, {"What you ask for": words})
    event = steps.make_request(
        case, kind=kind, days=days, about=about, new_facts=new_facts, words_written=bool(words.strip())
    )
    return keep_and_record(case, event, {"request": words if shared else None, "need": None if shared else words})


@transaction.atomic(durable=True)
def answer_request(
    *,
    reference: str,
    by: access.Actor,
    request: UUID,
    granted: bool,
    reasons: str,
    days: int | None = None,
    due_on: date | None = None,
    person: UUID | None = None,
) -> Case:
    """Answer a request. What was arranged so that somebody can take part is sealed for them and the adviser."""
    case = access.case_for(by, reference, Verb.ANSWER_REQUEST)
    event = steps.answer_request(
        case,
        request=request,
        granted=granted,
        days=days,
        due_on=due_on,
        person=person,
        reasons_written=bool(reasons.strip()),
    )
    shared = event.kind is not RequestKind.ADJUSTMENT
    _check(case, event, reasons, shared=shared)
    return keep_and_record(
        case, event, {"reasons": reasons if shared else None, "arranged": None if shared else reasons}
    )


def _check(case: Case, event: RequestAnswered, reasons: str, *, shared: bool) -> None:
    if shared or isinstance(event, RespondentRequestAnswered):
        check_outgoing(case, Verb.ANSWER_REQUEST, {"Reasons": reasons})
    else:
        check_reference_stays_in(case, {"Reasons": reasons})
