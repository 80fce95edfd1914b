"""What the appeal panel found on each ground: each member votes on each, and a ground is decided by a majority."""

from collections.abc import Iterator

from casework.record.state.case import CaseView
from casework.record.state.eligibility import seated_appeal_panel
from policy.quorum import Option, share_for, votes_needed


def grounds_by_result(view: CaseView) -> Iterator[tuple[str, bool | None]]:
    """Yield each ground that is heard, and whether it is right; None while no majority agrees on it."""
    sits = seated_appeal_panel(view)
    votes = [right for person, right in view.appeal.votes if person in sits]
    needed = votes_needed(share_for(Option.FINDING, view.rules.bodies["appeal_panel"]), len(sits))
    for code in sorted(view.appeal.arguable):
        supporting = sum(code in right for right in votes)
        yield code, True if supporting >= needed else False if len(votes) - supporting >= needed else None


def right_grounds(view: CaseView) -> frozenset[str]:
    """Return the grounds that a majority found right."""
    return frozenset(code for code, right in grounds_by_result(view) if right)
