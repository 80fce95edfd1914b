"""The nineteen states of a case, and the codes it closes with."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """Where a case stands in the procedure."""

    SUBMITTED = "submitted", _("Received")
    SCREENING = "screening", _("Screening")
    INFORMATION_REQUESTED = "information_requested", _("Waiting for information")
    EARLY_RESOLUTION = "early_resolution", _("Early resolution")
    DISMISSED = "dismissed", _("Dismissed, review possible")
    DISMISSAL_REVIEW = "dismissal_review", _("Dismissal under review")
    INVESTIGATION = "investigation", _("Investigation")
    AWAITING_RESPONSE = "awaiting_response", _("Waiting for the answer")
    RESPONSE_REVIEW = "response_review", _("Answer and report")
    CASE_TO_ANSWER = "case_to_answer", _("Case to answer")
    CONSENT_PROPOSED = "consent_proposed", _("Consent proposed")
    PANEL_FORMING = "panel_forming", _("Panel forming")
    HEARING = "hearing", _("Hearing")
    DELIBERATION = "deliberation", _("Deliberation")
    BOARD_DECISION = "board_decision", _("Board decision")
    APPEAL_WINDOW = "appeal_window", _("Decided, appeal possible")
    APPEAL = "appeal", _("Appeal")
    MONITORING = "monitoring", _("Monitoring")
    CLOSED = "closed", _("Closed")


class ClosingCode(TextChoices):
    """Why a case was closed; decides how long its file is kept."""

    OUT_OF_SCOPE = "out_of_scope", _("Outside the Code")
    NO_JURISDICTION = "no_jurisdiction", _("No oath in force")
    TIME_BARRED = "time_barred", _("Out of time")
    INSUFFICIENT_INFORMATION = "insufficient_information", _("Not enough information")
    DUPLICATE = "duplicate", _("Another case deals with the same facts")
    REFERRED = "referred", _("Referred elsewhere")
    RESOLVED_EARLY = "resolved_early", _("Resolved early")
    NO_CASE_TO_ANSWER = "no_case_to_answer", _("No case to answer")
    NOT_PROVEN = "not_proven", _("Not proven")
    DISMISSED_ON_LAW = "dismissed_on_law", _("Dismissed on law")
    PROVEN_NO_SANCTION = "proven_no_sanction", _("Proven, no sanction")
    SANCTION_COMPLETED = "sanction_completed", _("Sanction completed")
    CONSENT_COMPLETED = "consent_completed", _("Consent completed")
    EXPELLED = "expelled", _("Expelled")
    SANCTION_UNMET = "sanction_unmet", _("Sanction not met")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ABATED_BY_DEATH = "abated_by_death", _("Ended by death")
    QUASHED_ON_APPEAL = "quashed_on_appeal", _("Quashed on appeal")


EVERYWHERE = frozenset(CaseState)
OPEN = EVERYWHERE - {CaseState.CLOSED}
ACKNOWLEDGED = OPEN - {CaseState.SUBMITTED}
REGISTERED = EVERYWHERE - {CaseState.SUBMITTED}
"""Where a sanction may stand in the register of members: an appeal or a reopening takes a case back, and the entry stays."""
IN_REVIEW = frozenset({CaseState.DISMISSED, CaseState.DISMISSAL_REVIEW})
INTAKE = frozenset(
    {CaseState.SUBMITTED, CaseState.SCREENING, CaseState.INFORMATION_REQUESTED, CaseState.EARLY_RESOLUTION}
)
INQUIRY = frozenset({CaseState.INVESTIGATION, CaseState.AWAITING_RESPONSE, CaseState.RESPONSE_REVIEW})
BEFORE_ANSWER = INTAKE | IN_REVIEW | {CaseState.INVESTIGATION}
"""Where no answer of the member can stand."""
BEFORE_FINDING = (
    BEFORE_ANSWER
    | INQUIRY
    | {CaseState.CASE_TO_ANSWER, CaseState.CONSENT_PROPOSED, CaseState.PANEL_FORMING, CaseState.HEARING}
)
"""Where no finding can stand."""
BEFORE_SANCTION = BEFORE_FINDING | {CaseState.DELIBERATION}
"""Where no sanction can stand."""
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
ASKING = (
    PANEL
    | {CaseState.AWAITING_RESPONSE, CaseState.RESPONSE_REVIEW, CaseState.CASE_TO_ANSWER, CaseState.CONSENT_PROPOSED}
    | {CaseState.BOARD_DECISION, CaseState.APPEAL_WINDOW, CaseState.APPEAL}
)
"""Where a side may make a request: from the notice to the final decision."""
REPRESENTED = ANSWERING | {CaseState.EARLY_RESOLUTION}
"""Where the respondent may name a representative."""
RULING = ASKING | {CaseState.INVESTIGATION}
"""Where a reviewer rules on what is withheld from the member."""
