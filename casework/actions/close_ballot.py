"""Close a round of the ballot at its time."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.votes import count_round
from casework.recording import opened, record
from casework.vocabulary import Kept, Verb
from casework.workflow import board as steps


@transaction.atomic(durable=True)
def close_ballot(*, case: str, by: Actor) -> Case:
    """Open the votes of a round whose time has come, count them, and keep the result; the counts stay sealed.

    Refused before the closing time, and when too few took part: then nothing was decided.
    """
    found = access.case_for(by, case, Verb.CLOSE_BALLOT)
    access.refuse_unless_open(found, Verb.CLOSE_BALLOT)
    ballot = found.facts.board.ballot
    votes = opened(found, Kept.DECISION, [(vote.entry, "choice") for vote in ballot.votes] if ballot else [])
    tally = count_round(found.facts, votes)
    fact = steps.close_ballot(found, result=tally.result)
    found.keep(fact)
    access.reconcile(found)
    record(
        fact,
        subject=found,
        sealed={"tally": {"for": tally.supporting, "present": tally.present, "needed": tally.needed}},
    )
    return found
