"""Actions of the case to answer: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.case_to_answer import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def vote_case_to_answer(
    *,
    reference: str,
    by: access.Actor,
    allegations: tuple[UUID, ...],
    sees_case: tuple[bool, ...],
    reasons: Sequence[dict[str, str]],
) -> Case:
    """Vote, once, whether there is a case to answer on each allegation; `reasons` names each allegation in words."""
    case = access.case_for(by, reference, Verb.VOTE_CASE_TO_ANSWER)
    written = len(reasons) == len(allegations) and all(one["reasons"] for one in reasons)
    event = steps.vote_case_to_answer(case, allegations=allegations, sees_case=sees_case, reasons=written)
    return keep_and_record(case, event, {"reasons": reasons})
