"""Say that a ballot came to nothing."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.votes import count_round
from casework.recording import opened, record
from casework.vocabulary import Kept, Verb
from casework.workflow import board as steps


@transaction.atomic(durable=True)
def void_ballot(*, case: str, by: Actor) -> Case:
    """Void the ballot in hand, so that it can be put again; nobody ever opens its votes.

    Where too few took part they are counted, which only says that there is no result; the second time the next person up
    is told. Refused where nothing voids it.
    """
    found = access.case_for(by, case, Verb.VOID_BALLOT)
    access.refuse_unless_open(found, Verb.VOID_BALLOT)
    ballot = found.facts.board.ballot
    votes = opened(found, Kept.DECISION, [(vote.entry, "choice") for vote in ballot.votes] if ballot else [])
    fact = steps.void_ballot(found, result=count_round(found.facts, votes).result)
    again = steps.escalation_of(found, fact)
    found.keep(fact, *([again] if again else []))
    access.reconcile(found)
    record(fact, subject=found, also=[(again, {})] if again else [])
    return found
