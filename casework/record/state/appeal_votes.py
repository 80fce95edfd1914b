"""What the appeal panel found on each ground: each member votes on each, and a ground is decided by a majority."""

from collections.abc import Collection, Iterator
from uuid import UUID

from casework.record.state.case import CaseView
from casework.record.state.eligibility import seated_appeal_panel
from policy.quorum import Option, share_for, votes_needed

type Right = Collection[str]
"""The grounds, by code, that one member found right."""


def count_grounds(view: CaseView, votes: Collection[Right]) -> frozenset[str] | None:
    """Return the grounds that a majority of the panel found right; None while no majority agrees on each of them."""
    needed = votes_needed(share_for(Option.FINDING, view.rules.bodies["appeal_panel"]), len(seated_appeal_panel(view)))
    supporting = {code: sum(code in right for right in votes) for code in view.appeal.arguable}
    if any(max(count, len(votes) - count) < needed for count in supporting.values()):
        return None
    return frozenset(code for code, count in supporting.items() if count >= needed)


def votes_that_count(view: CaseView) -> Iterator[tuple[UUID, UUID]]:
    """Yield each member of the panel who still sits and has voted, with the entry that holds the vote."""
    sits = seated_appeal_panel(view)
    return ((person, entry) for person, entry in view.appeal.votes if person in sits)


def grounds_by_result(view: CaseView) -> Iterator[tuple[str, bool | None]]:
    """Yield each ground that is heard, and whether it is right; None until the votes decide every ground."""
    found = view.appeal.found
    for code in sorted(view.appeal.arguable):
        yield code, None if found is None else code in found


def right_grounds(view: CaseView) -> frozenset[str]:
    """Return the grounds that a majority found right."""
    return view.appeal.found or frozenset()


def vote_ended_without(view: CaseView, person: UUID) -> bool:
    """Whether somebody sits on the appeal panel and has not voted, and a majority has decided every ground."""
    voted = {voter for voter, _entry in view.appeal.votes}
    return view.appeal.found is not None and person in seated_appeal_panel(view) - voted
