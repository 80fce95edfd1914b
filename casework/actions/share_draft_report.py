"""Both sides are given the draft of the report."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.queries.sanction_words import proposes_sanction
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import report as steps


@transaction.atomic(durable=True)
def share_draft_report(*, case: str, by: Actor, draft: str) -> Case:
    """Let both sides read the draft and comment on it, after it was checked; a later draft replaces it."""
    found = access.case_for(by, case, Verb.SHARE_DRAFT_REPORT)
    proposes = proposes_sanction(draft, found.facts.rules)
    check_outgoing(found, Verb.SHARE_DRAFT_REPORT, {"Draft of the report": draft})
    fact = steps.share_draft_report(found, proposes_sanction=proposes)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"draft": draft})
    return found
