"""The respondent is told what is alleged."""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.queries.particulars import acts_of, named_acts, notice_of
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import notice as steps


@transaction.atomic(durable=True)
def serve_notice(*, case: str, by: Actor, evidence: tuple[UUID, ...], words: str) -> Case:
    """Send the notice of everything in scope with the copies relied on; the time to answer runs from its service."""
    found = access.case_for(by, case, Verb.SERVE_NOTICE)
    acts = acts_of(found)
    outgoing = {"Words to the respondent": words} | named_acts(found, acts)
    check_outgoing(found, Verb.SERVE_NOTICE, outgoing)
    fact = steps.serve_notice(found, evidence=evidence)
    notice = notice_of(found, evidence, acts)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"notice": notice, "words": words or None})
    return found
