"""How a table of rights is written: for each seat, blocks of states with what they give."""

from collections.abc import Hashable, Iterable, Mapping
from itertools import product

from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat

type Rows[R: Hashable] = tuple[tuple[Iterable[S], set[R]], ...]
type Blocks[R: Hashable] = Mapping[Seat, Rows[R]]

EVERYWHERE = frozenset(S)
OPEN = EVERYWHERE - {S.CLOSED}
ACKNOWLEDGED = OPEN - {S.SUBMITTED}
UNDECIDED = OPEN - {S.DISMISSED, S.DISMISSAL_REVIEW, S.APPEAL_WINDOW, S.APPEAL, S.MONITORING}
UNMEASURED = frozenset({S.SUBMITTED, S.DISMISSED, S.DISMISSAL_REVIEW, S.MONITORING, S.CLOSED})
MEASURED = EVERYWHERE - UNMEASURED
"""Where an interim measure can be proposed, imposed, looked at and ended."""
ANSWERING = frozenset(
    {
        S.AWAITING_RESPONSE,
        S.RESPONSE_REVIEW,
        S.CASE_TO_ANSWER,
        S.CONSENT_PROPOSED,
        S.PANEL_FORMING,
        S.HEARING,
        S.DELIBERATION,
        S.BOARD_DECISION,
        S.APPEAL_WINDOW,
        S.APPEAL,
        S.MONITORING,
    }
)
"""Where the respondent has something to do, and may need more time for their health."""
REPRESENTED = ANSWERING | {S.EARLY_RESOLUTION}
"""Where the respondent may name somebody to speak for them."""
DECIDED = frozenset({S.APPEAL_WINDOW, S.APPEAL, S.MONITORING, S.CLOSED})
"""Where a decision of the board has been served, or may have been."""
SHOWING = frozenset({S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL, S.MONITORING, S.CLOSED})
"""Where an entry in the public register may stand."""
INTAKE = frozenset({S.SUBMITTED, S.SCREENING, S.INFORMATION_REQUESTED, S.EARLY_RESOLUTION})


def cells[R: Hashable](blocks: Blocks[R]) -> dict[tuple[Seat, S], frozenset[R]]:
    """Return a table with one cell for each seat and state that holds anything."""
    found: dict[tuple[Seat, S], set[R]] = {}
    for seat, rows in blocks.items():
        for states, rights in rows:
            for state, right in product(states, rights):
                found.setdefault((seat, state), set()).add(right)
    return {cell: frozenset(rights) for cell, rights in found.items()}
