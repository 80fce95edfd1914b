"""Void a decision that a conflicted vote may have carried."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.votes import vote_was_decisive
from casework.recording import opened, record
from casework.vocabulary import Kept, Verb
from casework.workflow import board as steps


@transaction.atomic(durable=True)
def void_decision(*, case: str, by: Actor, reasons: str) -> Case:
    """Let the board vote again without whoever was found conflicted since; two reviewers sign.

    The votes are counted anew without those people's, by the machine alone. Refused where the result is the same.
    """
    found = access.case_for(by, case, Verb.VOID_DECISION)
    access.refuse_unless_open(found, Verb.VOID_DECISION)
    ballot = found.facts.board.ballot
    votes = opened(found, Kept.DECISION, [(vote.entry, "choice") for vote in ballot.votes] if ballot else [])
    fact = steps.void_decision(found, decisive=vote_was_decisive(found.facts, votes))
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
