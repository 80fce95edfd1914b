"""Actions of the investigation report: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.investigation_report import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.evidence.outgoing import check_outgoing
from casework.queries.rulebook.sanction_words import proposes_sanction
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def share_draft_report(*, reference: str, by: access.Actor, draft: str) -> Case:
    """Check the draft, and let both sides read and comment on it. A later draft replaces it."""
    case = access.case_for(by, reference, Verb.SHARE_DRAFT_REPORT)
    proposes = proposes_sanction(draft, case.view.rules)
    check_outgoing(case, Verb.SHARE_DRAFT_REPORT, {"Draft of the report": draft})
    event = steps.share_draft_report(case, proposes_sanction=proposes)
    return keep_and_record(case, event, {"draft": draft})


@transaction.atomic(durable=True)
def finalise_report(*, reference: str, by: access.Actor, report: str) -> Case:
    """Check the report and close it, with every comment as it was received. It is served on the member; nobody edits it."""
    case = access.case_for(by, reference, Verb.FINALISE_REPORT)
    proposes = proposes_sanction(report, case.view.rules)
    check_outgoing(case, Verb.FINALISE_REPORT, {"Report": report})
    event = steps.finalise_report(case, proposes_sanction=proposes, comments=case.view.report.comments)
    return keep_and_record(case, event, {"report": report})
