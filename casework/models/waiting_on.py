"""Whose turn it is in each state, and which clocks are nobody's turn."""

from collections.abc import Mapping

from casework.record.clocks import ENDS_A_WINDOW
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat

TURN: Mapping[S, Seat] = {
    S.SUBMITTED: Seat.INTAKE,
    S.SCREENING: Seat.SCREENER,
    S.INFORMATION_REQUESTED: Seat.COMPLAINANT,
    S.EARLY_RESOLUTION: Seat.SCREENER,
    S.DISMISSED: Seat.COMPLAINANT,
    S.DISMISSAL_REVIEW: Seat.REVIEWER,
    S.INVESTIGATION: Seat.INVESTIGATOR,
    S.AWAITING_RESPONSE: Seat.RESPONDENT,
    S.RESPONSE_REVIEW: Seat.INVESTIGATOR,
    S.CASE_TO_ANSWER: Seat.DECIDER,
    S.CONSENT_PROPOSED: Seat.RESPONDENT,
    S.PANEL_FORMING: Seat.ADVISER,
    S.HEARING: Seat.PANEL_CHAIR,
    S.DELIBERATION: Seat.PANEL_CHAIR,
    S.BOARD_DECISION: Seat.BOARD_SECRETARY,
    S.APPEAL_WINDOW: Seat.RESPONDENT,
    S.APPEAL: Seat.APPEAL_CHAIR,
    S.MONITORING: Seat.MONITOR,
}

BACKGROUND = ENDS_A_WINDOW | {ClockName.RETENTION, ClockName.DISPLAY, ClockName.STATUS}
"""No list shows these as due or late: nobody has to act by them."""
