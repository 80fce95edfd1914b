"""The eight stages that the bar of a case shows, and the groups of the menu that offers its steps."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from casework.vocabulary.states import CaseState as S
from casework.vocabulary.verbs import Verb as V


class CaseStage(TextChoices):
    """A stage of the bar. A case can pass over some of them."""

    RECEIVED = "received", _("Received")
    SCREENING = "screening", _("Screening")
    INVESTIGATION = "investigation", _("Investigation")
    ANSWER = "answer", _("Answer")
    CASE_TO_ANSWER = "case_to_answer", _("Case to answer")
    HEARING = "hearing", _("Hearing")
    BOARD = "board", _("Board")
    CLOSED = "closed", _("Closed")


STAGE_OF: Mapping[S, CaseStage] = {
    S.SUBMITTED: CaseStage.RECEIVED,
    **dict.fromkeys(
        (S.SCREENING, S.INFORMATION_REQUESTED, S.EARLY_RESOLUTION, S.DISMISSED, S.DISMISSAL_REVIEW), CaseStage.SCREENING
    ),
    S.INVESTIGATION: CaseStage.INVESTIGATION,
    **dict.fromkeys((S.AWAITING_RESPONSE, S.RESPONSE_REVIEW), CaseStage.ANSWER),
    **dict.fromkeys((S.CASE_TO_ANSWER, S.CONSENT_PROPOSED), CaseStage.CASE_TO_ANSWER),
    **dict.fromkeys((S.PANEL_FORMING, S.HEARING, S.DELIBERATION), CaseStage.HEARING),
    **dict.fromkeys((S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL, S.MONITORING), CaseStage.BOARD),
    S.CLOSED: CaseStage.CLOSED,
}


class StepGroup(TextChoices):
    """A group of the menu of steps."""

    DECIDE = "decide", _("Decide")
    WRITE = "write", _("Write to a party")
    PAPERS = "papers", _("Papers")
    PEOPLE = "people", _("People")
    TIMES = "times", _("Times")
    LEAVE = "leave", _("Leave")


GROUP_OF: Mapping[V, StepGroup] = {
    **dict.fromkeys(
        (
            *(V.ACKNOWLEDGE_COMPLAINT, V.REQUEST_INFORMATION, V.SEND_STATUS, V.GIVE_FEEDBACK, V.SERVE_NOTICE),
            *(V.SERVE_NOTICE_AGAIN, V.DIRECT_SERVICE, V.RECORD_SERVICE, V.RECORD_BOUNCE, V.REMIND_READER),
            *(V.PROVE_NON_RECEIPT, V.DISCLOSE_EVIDENCE, V.DISCLOSE_REDACTED_COPY, V.SHARE_DRAFT_REPORT),
            *(V.SERVE_BUNDLE, V.SERVE_PANEL_LIST, V.SEND_BOARD_PACK, V.MAKE_REQUEST, V.WITHDRAW_REQUEST),
            *(V.ANSWER_REQUEST, V.PRODUCE_DOCUMENT, V.CORRECT_SLIP, V.RELEASE_MESSAGE, V.RETURN_MESSAGE),
            *(V.NOTICE_BREACH, V.WITHDRAW_BREACH_NOTICE, V.RETURN_CONDITION_EVIDENCE),
        ),
        StepGroup.WRITE,
    ),
    **dict.fromkeys(
        (
            *(V.IDENTIFY_RESPONDENT, V.SEAT_OFFICER, V.SEAT_ADJUDICATOR, V.SEAT_MONITORS, V.REPLACE_SEAT),
            *(V.NAME_PANEL, V.FORM_PANEL, V.DISSOLVE_PANEL, V.CHALLENGE_MEMBER, V.RULE_CHALLENGE),
            *(V.DECLARE_INTERESTS, V.RULE_DECLARATION, V.SEAT_ALTERNATE, V.SEAT_APPEAL_PANEL),
            *(V.CHALLENGE_APPEAL_MEMBER, V.RULE_APPEAL_CHALLENGE, V.RULE_ON_MENTION, V.RULE_ON_KEEP_AWAY),
            *(V.APPOINT_REPRESENTATIVE, V.ACCEPT_REPRESENTATION, V.END_REPRESENTATION, V.RECORD_STANDING),
        ),
        StepGroup.PEOPLE,
    ),
    **dict.fromkeys(
        (
            *(V.EXTEND_INFORMATION, V.EXTEND_INVESTIGATION, V.EXTEND_FEEDBACK, V.EXTEND_CONDITION),
            *(V.PLACE_HOLD, V.REVIEW_HOLD, V.RELEASE_HOLD, V.PLACE_LEGAL_HOLD, V.LIFT_LEGAL_HOLD),
            *(V.FLAG_HEALTH, V.REVIEW_HEALTH, V.CLEAR_HEALTH, V.OFFER_HEARING_DAYS, V.ANSWER_HEARING_DAYS),
            *(V.ADJOURN_HEARING, V.CALL_APPEAL_HEARING, V.ADJOURN_APPEAL_HEARING),
        ),
        StepGroup.TIMES,
    ),
    V.ADD_EVIDENCE: StepGroup.PAPERS,
    V.DECLARE_CONFLICT: StepGroup.LEAVE,
    V.RECUSE_OFFICER: StepGroup.LEAVE,
}
"""The steps that decide nothing about the case; every other step is one of the group `DECIDE`."""


ON_THE_SCREENING_SHEET = frozenset(
    {V.TRIAGE_CASE, V.IDENTIFY_RESPONDENT, V.FRAME_ALLEGATION, V.SCOPE_ALLEGATION, V.OPEN_INVESTIGATION}
)
"""The screener's steps that have a part on the screening sheet."""
OTHER_WAYS_TO_SCREEN = (
    V.REQUEST_INFORMATION,
    V.DECIDE_IDENTITY,
    V.OFFER_EARLY_RESOLUTION,
    V.DISMISS_CASE,
    V.REFER_CASE,
    V.MERGE_CASE,
)
"""Steps that a screener can take instead, or first. The sheet leads to them: each has a page of its own, with its letters."""


class LineKind(TextChoices):
    """What a line of the history is about, as its filters call it."""

    STEP = "step", _("Steps")
    LETTER = "letter", _("Messages and service")
    PAPER = "paper", _("Papers")
    PERSON = "person", _("People")
    READING = "reading", _("Readings")
