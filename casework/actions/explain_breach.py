"""Explain what is said to be a breach."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import Upload, keep_file, record
from casework.vocabulary import Kept, Verb
from casework.workflow import monitoring as steps


@transaction.atomic(durable=True)
def explain_breach(*, case: str, by: Actor, statement: str, file: Upload | None = None) -> Case:
    """Keep the respondent's explanation, and a file where there is one, for the monitors and the board."""
    found = access.case_for(by, case, Verb.EXPLAIN_BREACH)
    kept = keep_file(found, Kept.RESPONDENT, file)
    fact = steps.explain_breach(found, file=kept)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"statement": statement})
    return found
