"""Decide a case as the board's ballot carried it."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.particulars import conditions_worded
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import board as steps


@transaction.atomic(durable=True)
def decide_case(
    *, case: str, by: Actor, reasons: str, wording: str, term_days: int | None = None, keep: list[UUID] | None = None
) -> Case:
    """Write the board's decision with its reasons; what it imposes is stayed until the decision is final.

    Below the recommended level `term_days` (days) and the conditions in `keep` are what remains of the recommended terms.
    """
    found = access.case_for(by, case, Verb.DECIDE_CASE)
    fact = steps.decide_case(found)
    imposed = steps.impose(found, fact, term_days=term_days or 0, keep=keep or [])
    found.keep(fact, *([imposed] if imposed else []))
    access.reconcile(found)
    demanded = conditions_worded(found, imposed.conditions if imposed else ())
    texts = {"reasons": reasons, "wording": wording, "conditions": demanded}
    record(fact, subject=found, sealed=texts, also=[(imposed, {})] if imposed else [])
    return found
