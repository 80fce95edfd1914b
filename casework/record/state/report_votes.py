"""What the deciders' votes on a report come to, and whether they decide it."""

from collections.abc import Collection
from uuid import UUID

from casework.record.state.case import CaseView
from casework.record.state.investigation_report import DeciderVote
from casework.vocabulary import AllegationState, Seat
from policy.quorum import Option, share_for, votes_needed


def seated_deciders(view: CaseView) -> frozenset[UUID]:
    """Return the people who sit as deciders and are not barred."""
    return view.people.holding(Seat.DECIDER) - view.people.barred


def allegations_in_scope(view: CaseView) -> tuple[UUID, ...]:
    return tuple(one.id for one in view.allegations.in_state(AllegationState.IN_SCOPE))


def counted_votes(view: CaseView) -> list[DeciderVote]:
    """Return the votes of the deciders who sit without a conflict; other votes do not count."""
    return [vote for vote in view.report.votes if vote.person in seated_deciders(view)]


def deciders_needed(view: CaseView) -> int:
    """Return how many deciders have to agree: a share of those who sit, but at least the rulebook's minimum."""
    rules, sitting = view.rules.bodies["deciders"], len(seated_deciders(view))
    return max(rules.least(sitting), votes_needed(share_for(Option.FINDING, rules), sitting))


def votes_decide(view: CaseView) -> bool:
    """Whether no vote that is still possible would change the result."""
    return _agree(view, allegations_in_scope(view)) or len(counted_votes(view)) in view.rules.bodies["deciders"].sizes


def vote_ended_without(view: CaseView, person: UUID) -> bool:
    """Whether somebody sits as a decider and has not voted, and enough others agree on every allegation they voted on."""
    waits = person in seated_deciders(view) - {vote.person for vote in view.report.votes}
    about = {one for vote in counted_votes(view) for one in vote.sees | vote.sees_not}
    return waits and bool(about) and _agree(view, about)


def _agree(view: CaseView, allegations: Collection[UUID]) -> bool:
    votes, needed = counted_votes(view), deciders_needed(view)
    return all(
        max(sum(one in vote.sees for vote in votes), sum(one in vote.sees_not for vote in votes)) >= needed
        for one in allegations
    )
