"""The action of a vote on the grounds of an appeal: it seals the vote, and counts it with those of the others."""

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.appeal_votes import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.decisions.ground_votes import sealed_vote, votes_before
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def vote_on_grounds(*, reference: str, by: access.Actor, codes: list[str]) -> Case:
    """Vote once on each ground. Nobody sees a vote before a majority agrees on each; the result is in the clear."""
    case = access.case_for(by, reference, Verb.VOTE_ON_GROUNDS)
    event = steps.vote_on_grounds(case, codes=codes, others=votes_before(case))
    return keep_and_record(case, event, {"votes": sealed_vote(case.view, codes)})
