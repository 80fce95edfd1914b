"""Actions of appeal: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.appeal import steps
from casework.procedure.appeal_evidence.pieces import NewOnGround, acts_of_offering
from casework.procedure.findings.sanction_worksheet import Sheet
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.evidence.outgoing import check_outgoing
from casework.queries.rulebook.worded_conditions import as_one_text
from casework.record.events import Terms
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def lodge_appeal(
    *, reference: str, by: access.Actor, codes: list[str], grounds: str, new: Sequence[NewOnGround] = ()
) -> Case:
    """Appeal, with the new evidence for each ground. The other side reads both."""
    case = access.case_for(by, reference, Verb.LODGE_APPEAL)
    check_outgoing(case, Verb.LODGE_APPEAL, {"What the grounds rest on": grounds})
    event = steps.lodge_appeal(case, codes=codes, grounds_written=bool(grounds))
    offered = list(acts_of_offering(case, new, codes))
    return keep_and_record(case, event, {"grounds": grounds}, offered)


@transaction.atomic(durable=True)
def cross_appeal(
    *, reference: str, by: access.Actor, codes: list[str], grounds: str, new: Sequence[NewOnGround] = ()
) -> Case:
    """Appeal as the other side, with the new evidence for each ground."""
    case = access.case_for(by, reference, Verb.CROSS_APPEAL)
    check_outgoing(case, Verb.CROSS_APPEAL, {"What the grounds rest on": grounds})
    event = steps.cross_appeal(case, codes=codes, grounds_written=bool(grounds))
    offered = list(acts_of_offering(case, new, codes))
    return keep_and_record(case, event, {"grounds": grounds}, offered)


@transaction.atomic(durable=True)
def vary_on_appeal(
    *,
    reference: str,
    by: access.Actor,
    quashed: list[UUID],
    succeeded: list[str],
    terms: Terms,
    sheet: Sheet,
    reasons: str,
    wording: str,
    conditions: list[dict[str, str]],
    lower_level: str,
    outside_range: str,
) -> Case:
    """Allow the grounds in `succeeded`, set aside the findings on `quashed`, and impose what the sheet then gives.

    `conditions` has the words and proof of each, in the order of the terms; `lower_level` says why a lower level would
    not be enough, `outside_range` why the terms leave the range. It comes into force at once; two of the appeal panel sign.
    """
    case = access.case_for(by, reference, Verb.VARY_ON_APPEAL)
    served = {"Reasons": reasons, "Words of the decision": wording, "Conditions": as_one_text(conditions)}
    check_outgoing(case, Verb.VARY_ON_APPEAL, served)
    event = steps.vary_on_appeal(
        case,
        quashed=tuple(quashed),
        succeeded=succeeded,
        terms=terms,
        sheet=sheet,
        reasons_written=bool(reasons and wording),
    )
    texts = {
        "reasons": reasons,
        "wording": wording,
        "conditions": conditions or None,
        "factors": sheet.as_kept(),
        "lower_level": lower_level or None,
        "outside_range": outside_range or None,
    }
    return keep_and_record(case, event, texts)
