"""Whether somebody is in danger, as far as the record says, and whom lists tell of it."""

from casework.record.state.case import CaseView
from casework.vocabulary import CaseState, InterimState, Seat
from casework.vocabulary.states import MEASURED

TOLD_OF_DANGER = frozenset({Seat.INTAKE, Seat.SCREENER, Seat.INVESTIGATOR})
"""The seats whose lists show it first: those that can act on it. Those who decide a case never see the first view of it."""


def is_in_danger(view: CaseView) -> bool:
    """Whether the recorded risk says that somebody is in danger, and nobody has decided on an interim measure since.

    Until the risk is recorded, the reporter's word counts.
    """
    said = view.screening.imminent_harm if view.screening.triaged else view.filing.danger
    undecided = view.interim.state in (None, InterimState.PROPOSED)
    return said and undecided and view.state in MEASURED | {CaseState.SUBMITTED}
