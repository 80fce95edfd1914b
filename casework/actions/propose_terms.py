"""Terms are put in writing to both sides."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def propose_terms(*, case: str, by: Actor, terms: str) -> Case:
    """Propose terms, after they were checked for what the respondent may not read; they replace those before."""
    found = access.case_for(by, case, Verb.PROPOSE_TERMS)
    check_outgoing(found, Verb.PROPOSE_TERMS, {"Terms": terms})
    fact = found.propose_terms()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"terms": terms})
    return found
