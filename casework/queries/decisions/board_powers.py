"""What a board may decide, and what it may not, by the way on which a case came to it: for its page and the member's letter."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from casework.record.state import CaseView
from casework.vocabulary import Route
from policy.rules import Level


@dataclass(frozen=True, kw_only=True)
class Powers:
    """Sentences without a full stop."""

    may: tuple[Promise, ...]
    may_not: tuple[Promise, ...]


ACTIVATE = gettext_lazy("Bring the suspended sanction into force")
SEND_BACK = gettext_lazy("Send it back, for a defect that the board names")
DISMISS = gettext_lazy("Dismiss it, on a point of law that the board names")
POWERS: Mapping[Route, Powers] = {
    Route.PANEL: Powers(
        may=(
            gettext_lazy("Approve it, or choose a lower level, even below the panel’s range"),
            SEND_BACK,
            DISMISS,
        ),
        may_not=(gettext_lazy("The board cannot raise it, or find the facts again"),),
    ),
    Route.CONSENT: Powers(
        may=(gettext_lazy("Approve what both sides signed, or choose a lower level"), SEND_BACK, DISMISS),
        may_not=(gettext_lazy("The board cannot raise it, or change a condition"),),
    ),
    Route.BREACH: Powers(
        may=(
            ACTIVATE,
            gettext_lazy("Give more time"),
            gettext_lazy("Send the report back, for a defect that the board names"),
        ),
        may_not=(gettext_lazy("The board cannot go above the sanction that was named"),),
    ),
}
NOTHING_NAMED = Powers(
    may=POWERS[Route.BREACH].may[1:], may_not=(gettext_lazy("The board cannot impose anything new"),)
)
"""Of a reported breach for which the first decision named no sanction."""


def powers_of_board(view: CaseView) -> Powers:
    """Return what the board may do with what lies before it."""
    if view.board.route is Route.BREACH and view.board.highest is Level.L0:
        return NOTHING_NAMED
    return POWERS[view.board.route or Route.PANEL]
