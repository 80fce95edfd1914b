"""Which letters to the respondent count as served although nobody opened them, and when."""

from collections.abc import Mapping
from enum import Enum

from casework.record import events as e
from casework.record.clocks import SERVED_ON, START
from casework.vocabulary import Seat


class Deeming(Enum):
    """When a letter to the respondent counts as served although it was not opened."""

    BY_TIME = "once the reminders and the days are over"
    WITH_POST = "once two people entered its posting, and the reminders and the days are over"
    NEVER = "never: it is opened, or two people enter the proof"


PAPERS = (
    e.InvestigationExtended,
    e.CaseAdopted,
    e.DefaultRecorded,
    e.SetAsideRefused,
    e.RespondentRequestAnswered,
    e.ResponseCommented,
    e.ItemWithheld,
    e.ItemServedWhole,
    e.FilingExcluded,
    e.ReportFinalised,
    e.CaseFound,
    e.ChargeAdded,
    e.DocumentProduced,
    e.ChallengeRuled,
    e.LateEvidenceRuled,
    e.FindingsRecorded,
    e.PanelDissolved,
    e.CaseNotProven,
    e.RemittedToPanel,
    e.RemittedToNewPanel,
    e.BreachReturned,
    e.DecisionVoided,
    e.LateAppealRefused,
    e.CrossAppealLodged,
    e.AppealSifted,
    e.AppealChallengeRuled,
    e.NewEvidenceRuled,
    e.AppealRemittedToPanel,
    e.AppealRefused,
    e.AppealRemittedToBoard,
    e.CaseReopenedForHearing,
    e.HoldPlaced,
    e.HoldReviewed,
    e.HoldReleased,
)
"""Letters that start no time of the respondent's, and bring a paper that a body may open once it is served."""
TIMED = tuple(kind for kind, names in START.items() if any(SERVED_ON.get(name) is Seat.RESPONDENT for name in names))
DEEMED: Mapping[type[e.Event], Deeming] = {
    **dict.fromkeys((*TIMED, *PAPERS), Deeming.BY_TIME),
    **dict.fromkeys((e.NoticeServed, e.NoticeServedAgain), Deeming.NEVER),
    **dict.fromkeys((e.BoardDecided, e.SlipCorrected), Deeming.WITH_POST),
}
"""Every letter to the respondent that starts a time or brings a paper. The notice comes first, the decision last."""
