"""Guards of the case to answer."""

from collections.abc import Collection
from uuid import UUID

from casework.procedure.notice.guards import deciders
from casework.record.state.investigation_report import DeciderVote
from casework.vocabulary import AllegationState
from casework.workflow.guard import Asked, guard
from policy.quorum import Option, share_for, votes_needed


@guard("You have already voted.")
def decider_has_not_voted(case: Asked) -> bool:
    return all(vote.person != case.acting.person for vote in case.view.report.votes)


@guard("Give your reasons for each allegation.")
def reasons_are_given_per_allegation(case: Asked, allegations: Collection[UUID], *, written: bool) -> bool:
    return written and sorted(allegations) == sorted(_allegations_in_scope(case))


@guard("Two deciders must agree on every allegation, or all three must have voted.")
def all_deciders_voted_or_two_agree(case: Asked) -> bool:
    """Whether no vote that is still possible would change the result."""
    votes = _counted_votes(case)
    agreed = all(
        max(sum(one in vote.sees for vote in votes), sum(one in vote.sees_not for vote in votes)) >= _votes_needed(case)
        for one in _allegations_in_scope(case)
    )
    return agreed or len(votes) in case.view.rules.bodies["deciders"].sizes


@guard("Two deciders see a case to answer on at least one allegation.")
def no_allegation_has_two_votes(case: Asked) -> bool:
    return not charges_to_bring(case)


@guard("No allegation has the votes of two deciders.")
def some_allegation_has_two_votes(case: Asked) -> bool:
    return bool(charges_to_bring(case))


def charges_to_bring(case: Asked) -> tuple[UUID, ...]:
    votes = _counted_votes(case)
    return tuple(
        one for one in _allegations_in_scope(case) if sum(one in vote.sees for vote in votes) >= _votes_needed(case)
    )


def _counted_votes(case: Asked) -> list[DeciderVote]:
    """Return the votes of the deciders who sit without a conflict; other votes do not count."""
    return [vote for vote in case.view.report.votes if vote.person in deciders(case)]


def _votes_needed(case: Asked) -> int:
    """Return how many deciders have to agree: a share of those who sit, but at least the rulebook's minimum."""
    rules, sitting = case.view.rules.bodies["deciders"], len(deciders(case))
    return max(rules.least(sitting), votes_needed(share_for(Option.FINDING, rules), sitting))


def _allegations_in_scope(case: Asked) -> tuple[UUID, ...]:
    return tuple(one.id for one in case.view.allegations.in_state(AllegationState.IN_SCOPE))
