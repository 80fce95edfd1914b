"""The nineteen states of a case, and the codes it closes with."""

from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands in the procedure."""

    SUBMITTED = "submitted"
    SCREENING = "screening"
    INFORMATION_REQUESTED = "information_requested"
    EARLY_RESOLUTION = "early_resolution"
    DISMISSED = "dismissed"
    DISMISSAL_REVIEW = "dismissal_review"
    INVESTIGATION = "investigation"
    AWAITING_RESPONSE = "awaiting_response"
    RESPONSE_REVIEW = "response_review"
    CASE_TO_ANSWER = "case_to_answer"
    CONSENT_PROPOSED = "consent_proposed"
    PANEL_FORMING = "panel_forming"
    HEARING = "hearing"
    DELIBERATION = "deliberation"
    BOARD_DECISION = "board_decision"
    APPEAL_WINDOW = "appeal_window"
    APPEAL = "appeal"
    MONITORING = "monitoring"
    CLOSED = "closed"


class ClosingCode(StrEnum):
    """Why a case was closed; decides how long its file is kept."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_JURISDICTION = "no_jurisdiction"
    TIME_BARRED = "time_barred"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    DUPLICATE = "duplicate"
    REFERRED = "referred"
    RESOLVED_EARLY = "resolved_early"
    NO_CASE_TO_ANSWER = "no_case_to_answer"
    NOT_PROVEN = "not_proven"
    DISMISSED_ON_LAW = "dismissed_on_law"
    PROVEN_NO_SANCTION = "proven_no_sanction"
    SANCTION_COMPLETED = "sanction_completed"
    CONSENT_COMPLETED = "consent_completed"
    EXPELLED = "expelled"
    SANCTION_UNMET = "sanction_unmet"
    WITHDRAWN = "withdrawn"
    ABATED_BY_DEATH = "abated_by_death"
    QUASHED_ON_APPEAL = "quashed_on_appeal"


EVERYWHERE = frozenset(CaseState)
OPEN = EVERYWHERE - {CaseState.CLOSED}
ACKNOWLEDGED = OPEN - {CaseState.SUBMITTED}
IN_REVIEW = frozenset({CaseState.DISMISSED, CaseState.DISMISSAL_REVIEW})
INTAKE = frozenset(
    {CaseState.SUBMITTED, CaseState.SCREENING, CaseState.INFORMATION_REQUESTED, CaseState.EARLY_RESOLUTION}
)
INQUIRY = frozenset({CaseState.INVESTIGATION, CaseState.AWAITING_RESPONSE, CaseState.RESPONSE_REVIEW})
GATHERING = INQUIRY | {CaseState.SCREENING, CaseState.INFORMATION_REQUESTED}
"""Where evidence is gathered before the charges."""
PANEL = frozenset({CaseState.PANEL_FORMING, CaseState.HEARING, CaseState.DELIBERATION})
DECIDED = frozenset({CaseState.APPEAL_WINDOW, CaseState.APPEAL, CaseState.MONITORING, CaseState.CLOSED})
"""Where a decision of the board has been served, or may have been."""
SHOWING = DECIDED | {CaseState.BOARD_DECISION}
"""Where an entry in the public register may stand."""
SANCTIONED = SHOWING - {CaseState.CLOSED}
"""Where the conditions and the term of a sanction may run."""
UNDECIDED = OPEN - IN_REVIEW - DECIDED
MEASURED = ACKNOWLEDGED - IN_REVIEW - {CaseState.MONITORING}
"""Where an interim measure can be proposed, imposed, reviewed and ended."""
ANSWERING = (
    PANEL
    | SANCTIONED
    | {CaseState.AWAITING_RESPONSE, CaseState.RESPONSE_REVIEW, CaseState.CASE_TO_ANSWER, CaseState.CONSENT_PROPOSED}
)
"""Where the respondent has something to do, and may need more time for their health."""
REPRESENTED = ANSWERING | {CaseState.EARLY_RESOLUTION}
"""Where the respondent may name a representative."""
