"""Why a case waits for a reviewer, in words that tell intake no more than that something waits."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.state import CaseView
from casework.record.turns import conditions as c
from casework.vocabulary import CaseState, Seat

WHY: tuple[tuple[Callable[[CaseView], bool], Promise], ...] = (
    (lambda view: view.state is CaseState.DISMISSAL_REVIEW, _("A review of the dismissal waits for a reviewer.")),
    (c.a_message_is_put_forward, _("A message waits for a reviewer to release it.")),
    (c.a_filing_waits, _("What the member filed waits for a reviewer to look through it.")),
    (c.a_request_waits_for(Seat.REVIEWER), _("A request waits for a reviewer to answer it.")),
    (c.came_back_to_a_left(Seat.REVIEWER), _("A step came back to a reviewer who has left.")),
)
RULING = _("A ruling waits for a reviewer.")
"""Says no more: what somebody told in a declaration, or wants withheld, is not for intake."""


def why_a_reviewer(view: CaseView) -> Promise:
    return next((words for holds, words in WHY if holds(view)), RULING)
