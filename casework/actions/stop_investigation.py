"""An investigator and a decider stop an investigation."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import ClosingCode, Verb


@transaction.atomic(durable=True)
def stop_investigation(
    *, case: str, by: Actor, allegations: tuple[UUID, ...], codes: tuple[ClosingCode, ...], reasons: dict[str, str]
) -> Case:
    """Stop before any notice; `reasons` by allegation, or under `complaint` where none is open."""
    found = access.case_for(by, case, Verb.STOP_INVESTIGATION)
    fact = found.stop_investigation(allegations=allegations, codes=codes)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
