"""Actions of early resolution: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.early_resolution import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.case.history import found_before
from casework.queries.evidence.outgoing import check_outgoing
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def offer_early_resolution(*, reference: str, by: access.Actor, proposal: str, agreed: bool) -> Case:
    """Check the proposal, and offer talks. `agreed`: every reporter agreed that the respondent is told."""
    case = access.case_for(by, reference, Verb.OFFER_EARLY_RESOLUTION)
    check_outgoing(case, Verb.OFFER_EARLY_RESOLUTION, {"Proposal": proposal})
    event = steps.offer_early_resolution(case, agreed=agreed, earlier_finding=found_before(case))
    return keep_and_record(case, event, {"proposal": proposal})
