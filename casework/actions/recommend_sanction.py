"""Recommend a sanction to the board."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.events import Terms
from casework.guards.sheet import Sheet
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import deliberation as steps


@transaction.atomic(durable=True)
def recommend_sanction(
    *,
    case: str,
    by: Actor,
    terms: Terms,
    sheet: Sheet,
    reasons: str,
    wording: str,
    conditions: list[str],
    lower_level: str,
    outside_range: str,
) -> Case:
    """Send the panel's terms to the board with the sheet they came from; `conditions` are worded in the terms' order.

    `lower_level` says why a lower level would not do, `outside_range` why the range was left. A majority of the panel signs.
    """
    found = access.case_for(by, case, Verb.RECOMMEND_SANCTION)
    fact = steps.recommend_sanction(found, terms=terms, sheet=sheet, reasons_written=bool(reasons))
    found.keep(fact)
    access.reconcile(found)
    texts = {
        "reasons": reasons,
        "wording": {"sanction": wording, "conditions": conditions},
        "factors": sheet.as_kept(),
        "lower_level": lower_level or None,
        "outside_range": outside_range or None,
    }
    record(fact, subject=found, sealed=texts)
    return found
