"""Actions of findings and the recommendation: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Sequence

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.findings import steps
from casework.procedure.findings.sanction_worksheet import Sheet
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.history import earlier_cases
from casework.record.events import FindingMade, Terms
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def record_findings(
    *,
    reference: str,
    by: access.Actor,
    findings: Sequence[FindingMade],
    facts: Sequence[str],
    reasons: Sequence[str],
    dissent: str,
) -> Case:
    """Save one finding for each charge, for good, with the facts found and the reasons in the same order.

    A majority of the panel signs. A finding without a majority is "not proven".
    """
    case = access.case_for(by, reference, Verb.RECORD_FINDINGS)
    event = steps.record_findings(case, findings=tuple(findings), reasons_written=all(facts) and all(reasons))
    texts = [{"facts": one, "reasons": why} for one, why in zip(facts, reasons, strict=True)]
    return keep_and_record(case, event, {"dissent": dissent or None}, also=list(zip(findings, texts, strict=True)))


@transaction.atomic(durable=True)
def open_history(*, reference: str, by: access.Actor) -> Case:
    """Record that the panel reads the respondent's earlier decided cases, now that its findings cannot change."""
    case = access.case_for(by, reference, Verb.OPEN_HISTORY)
    event = steps.open_history(case, cases=tuple(earlier.case for earlier in earlier_cases(case)))
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def recommend_sanction(
    *,
    reference: str,
    by: access.Actor,
    terms: Terms,
    sheet: Sheet,
    reasons: str,
    wording: str,
    conditions: list[str],
    lower_level: str,
    outside_range: str,
) -> Case:
    """Send the panel's terms to the board with the sheet that led to them.

    `conditions` has the wording of each condition, in the order of the terms; `lower_level` says why a lower level would
    not be enough, `outside_range` why the terms leave the range. A majority of the panel signs.
    """
    case = access.case_for(by, reference, Verb.RECOMMEND_SANCTION)
    event = steps.recommend_sanction(case, terms=terms, sheet=sheet, reasons_written=bool(reasons))
    texts = {
        "reasons": reasons,
        "wording": {"sanction": wording, "conditions": conditions},
        "factors": sheet.as_kept(),
        "lower_level": lower_level or None,
        "outside_range": outside_range or None,
    }
    return keep_and_record(case, event, texts)
