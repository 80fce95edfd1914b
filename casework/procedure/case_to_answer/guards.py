"""Guards of the case to answer."""

from collections.abc import Collection
from uuid import UUID

from casework.record.state.report_votes import allegations_in_scope, counted_votes, deciders_needed, votes_decide
from casework.workflow.guard import Asked, guard


@guard("You have already voted.")
def decider_has_not_voted(case: Asked) -> bool:
    return all(vote.person != case.acting.person for vote in case.view.report.votes)


@guard("The vote is over: two deciders agree on every allegation.")
def vote_on_report_runs(case: Asked) -> bool:
    """Whether a vote that is to come can still change the result."""
    return not votes_decide(case.view)


@guard("Give your reasons for each allegation.")
def reasons_are_given_per_allegation(case: Asked, allegations: Collection[UUID], *, written: bool) -> bool:
    return written and sorted(allegations) == sorted(allegations_in_scope(case.view))


@guard("Two deciders must agree on every allegation, or all three must have voted.")
def all_deciders_voted_or_two_agree(case: Asked) -> bool:
    """Whether no vote that is still possible would change the result."""
    return votes_decide(case.view)


@guard("Two deciders see a case to answer on at least one allegation.")
def no_allegation_has_two_votes(case: Asked) -> bool:
    return not charges_to_bring(case)


@guard("No allegation has the votes of two deciders.")
def some_allegation_has_two_votes(case: Asked) -> bool:
    return bool(charges_to_bring(case))


def charges_to_bring(case: Asked) -> tuple[UUID, ...]:
    votes, needed = counted_votes(case.view), deciders_needed(case.view)
    return tuple(one for one in allegations_in_scope(case.view) if sum(one in vote.sees for vote in votes) >= needed)
