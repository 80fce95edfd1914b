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
