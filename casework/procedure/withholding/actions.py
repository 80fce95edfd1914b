"""Actions of withholding: each checks the right, takes its step, and records it in one transaction."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.withholding import steps
from casework.queries.evidence.outgoing import check_outgoing, check_reference_stays_in
from casework.record.events import ItemWithheld, WithholdingReturned
from casework.vocabulary import Verb, WithholdingRuling


@transaction.atomic(durable=True)
def propose_withholding(
    *, reference: str, by: access.Actor, evidence: UUID, whole: bool, ground: int, reasons: str, passage: str, gist: str
) -> Case:
    """Put the gist of a piece before a reviewer. It may go out as it is, so it is checked now."""
    case = access.case_for(by, reference, Verb.PROPOSE_WITHHOLDING)
    check_outgoing(case, Verb.PROPOSE_WITHHOLDING, {"The gist": gist})
    event = steps.propose_withholding(
        case,
        evidence=evidence,
        whole=whole,
        ground=ground,
        reasons_written=bool(reasons),
        gist_written=bool(gist),
        passage_written=bool(passage),
    )
    return keep_and_record(case, event, {"reasons": reasons, "passage": passage or None, "gist": gist})


@transaction.atomic(durable=True)
def rule_withholding(
    *, reference: str, by: access.Actor, evidence: UUID, ruling: WithholdingRuling, gist: str, reasons: str
) -> Case:
    """Rule on a proposal. The gist that goes out is the one that the reviewer signs with the ruling."""
    case = access.case_for(by, reference, Verb.RULE_WITHHOLDING)
    event = steps.rule_withholding(
        case,
        evidence=evidence,
        ruling=ruling,
        gist=uuid4(),
        gist_written=bool(gist),
        reasons_written=bool(reasons),
    )
    if isinstance(event, WithholdingReturned):
        return keep_and_record(case, event, {"reasons": reasons})
    goes_out = {"Reasons": reasons} | ({"The gist": gist} if isinstance(event, ItemWithheld) else {})
    check_outgoing(case, Verb.RULE_WITHHOLDING, goes_out)
    check_reference_stays_in(case, {"Reasons": reasons})
    if isinstance(event, ItemWithheld):
        texts = {"title": _("Gist of a document that is withheld"), "text": gist, "reasons": reasons}
        return keep_and_record(case, event, texts)
    return keep_and_record(case, event, {"reasons": reasons})
