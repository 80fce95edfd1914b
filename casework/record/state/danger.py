"""Whether somebody is in danger, as far as the record says, and whom lists tell of it."""

from casework.record.state.case import CaseView
from casework.vocabulary import InterimState, Seat
from casework.vocabulary.states import MEASURED

TOLD_OF_DANGER = frozenset({Seat.INTAKE, Seat.SCREENER, Seat.INVESTIGATOR})
"""The seats whose lists show it first: those that can act on it. Those who decide a case never see the first view of it."""


def is_in_danger(view: CaseView) -> bool:
    """Whether the recorded risk says that somebody is in danger, and nobody has decided on an interim measure since."""
    undecided = view.interim.state in (None, InterimState.PROPOSED)
    return view.screening.imminent_harm and undecided and view.state in MEASURED
