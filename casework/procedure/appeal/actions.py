"""Actions of appeal: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID

from django.db import transaction

from accounts.offices import lay_holders
from accounts.vocabulary import Office
from casework import access
from casework.models import Case
from casework.procedure.appeal import steps
from casework.procedure.findings.sanction_worksheet import Sheet
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.compared import refuse_the_tied
from casework.queries.outgoing import check_outgoing
from casework.record.events import Terms
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def seat_appeal_panel(*, reference: str, by: access.Actor, chair: UUID, members: list[UUID], rota_reason: str) -> Case:
    """Seat three people who had nothing to do with the case; `rota_reason` says why they are not the next on the rota."""
    case = access.case_for(by, reference, Verb.SEAT_APPEAL_PANEL)
    refuse_the_tied(case, [chair, *members])
    event = steps.seat_appeal_panel(
        case, chair=chair, members=members, lay=lay_holders(Office.APPEAL_PANELIST, case.view.today)
    )
    return keep_and_record(case, event, {"rota_reason": rota_reason})


@transaction.atomic(durable=True)
def vary_on_appeal(
    *,
    reference: str,
    by: access.Actor,
    quashed: list[UUID],
    terms: Terms,
    sheet: Sheet,
    reasons: str,
    wording: str,
    conditions: list[str],
    lower_level: str,
    outside_range: str,
) -> Case:
    """Set aside the findings on `quashed` allegations, and impose what the sheet gives for the findings that stand.

    `conditions` has the wording of each condition, in the order of the terms; `lower_level` says why a lower level would
    not be enough, `outside_range` why the terms leave the range. It comes into force at once; two of the appeal panel sign.
    """
    case = access.case_for(by, reference, Verb.VARY_ON_APPEAL)
    check_outgoing(case, Verb.VARY_ON_APPEAL, {"Reasons": reasons, "Words of the decision": wording})
    event = steps.vary_on_appeal(
        case, quashed=tuple(quashed), terms=terms, sheet=sheet, reasons_written=bool(reasons and wording)
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
