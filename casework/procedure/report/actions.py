"""Actions of the investigation report: each checks the right, takes its step, and records it in one transaction."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.report import steps
from casework.queries.outgoing import check_outgoing
from casework.queries.sanction_words import proposes_sanction
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def share_draft_report(*, case: str, by: Actor, draft: str) -> Case:
    """Let both sides read the draft and comment on it, after it was checked; a later draft replaces it."""
    found = access.case_for(by, case, Verb.SHARE_DRAFT_REPORT)
    proposes = proposes_sanction(draft, found.view.rules)
    check_outgoing(found, Verb.SHARE_DRAFT_REPORT, {"Draft of the report": draft})
    event = steps.share_draft_report(found, proposes_sanction=proposes)
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"draft": draft})
    return found


@transaction.atomic(durable=True)
def finalise_report(*, case: str, by: Actor, report: str) -> Case:
    """Close the report, every comment appended as it was received; nobody edits it after this."""
    found = access.case_for(by, case, Verb.FINALISE_REPORT)
    proposes = proposes_sanction(report, found.view.rules)
    event = steps.finalise_report(found, proposes_sanction=proposes, comments=found.view.report.comments)
    found.keep(event)
    access.reconcile(found)
    record(event, subject=found, sealed={"report": report})
    return found
