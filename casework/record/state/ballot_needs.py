"""What each option of a ballot needs, from who may vote and what was recommended."""

from collections.abc import Sequence

from casework.record.state.board import Ballot
from casework.record.state.case import CaseView
from policy.quorum import Electorate, Option, Put, put_in_order


def what_is_put(view: CaseView, ballot: Ballot, electorate: Electorate | None = None) -> tuple[Put, ...]:
    """Return the options of a ballot in their order, with what each needs."""
    return needs_of(view, ballot.motions, electorate or ballot.electorate)


def needs_of(view: CaseView, motions: Sequence[Option], electorate: Electorate) -> tuple[Put, ...]:
    """Return what each option needs of these voters, for what was recommended."""
    terms = view.board.recommended
    return put_in_order(
        motions,
        electorate,
        view.rules.ballot,
        recommended=terms.level if terms else None,
        named=terms.abeyance if terms else None,
        ladder=view.rules.ladder,
    )
