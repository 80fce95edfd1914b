"""A notice that nobody acknowledged is sent another way."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.queries.particulars import acts_of, named_acts, notice_of
from casework.recording import record
from casework.vocabulary import Channel, Verb
from casework.workflow import notice as steps


@transaction.atomic(durable=True)
def serve_notice_again(*, case: str, by: Actor, channel: Channel, words: str) -> Case:
    """Send the same notice by `channel`; the time to answer counts from its service."""
    found = access.case_for(by, case, Verb.SERVE_NOTICE_AGAIN)
    acts = acts_of(found)
    outgoing = {"Words to the respondent": words} | named_acts(found, acts)
    check_outgoing(found, Verb.SERVE_NOTICE_AGAIN, outgoing)
    fact = steps.serve_notice_again(found, channel=channel)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"notice": notice_of(found, fact.evidence, acts), "words": words or None})
    return found
