"""Two screeners dismiss a complaint, with a code and reasons for each allegation."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import ClosingCode, Verb


@transaction.atomic(durable=True)
def dismiss_case(
    *, case: str, by: Actor, allegations: tuple[UUID, ...], codes: tuple[ClosingCode, ...], reasons: dict[str, str]
) -> Case:
    """Dismiss the complaint; `reasons` by allegation, or under `complaint` where none is framed."""
    found = access.case_for(by, case, Verb.DISMISS_CASE)
    fact = found.dismiss_case(allegations=allegations, codes=codes)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
