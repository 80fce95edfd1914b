"""The report is closed and goes to the deciders."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.sanction_words import proposes_sanction
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import report as steps


@transaction.atomic(durable=True)
def finalise_report(*, case: str, by: Actor, report: str) -> Case:
    """Close the report, every comment appended as it was received; nobody edits it after this."""
    found = access.case_for(by, case, Verb.FINALISE_REPORT)
    proposes = proposes_sanction(report, found.facts.rules)
    fact = steps.finalise_report(found, proposes_sanction=proposes, comments=found.facts.report.comments)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"report": report})
    return found
