"""The states each clock lives and waits in, whose service begins it, what may hold or extend it."""

from collections.abc import Mapping

from casework.record import events as e
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName as C
from casework.vocabulary import Seat
from casework.vocabulary.states import (
    ACKNOWLEDGED,
    ANSWERING,
    ASKING,
    DECIDED,
    EVERYWHERE,
    IN_REVIEW,
    INQUIRY,
    INTAKE,
    MEASURED,
    OPEN,
    REPRESENTED,
    RULING,
    SANCTIONED,
    SHOWING,
    UNDECIDED,
)

EXTEND: Mapping[type[e.Event], C] = {
    e.InformationTimeExtended: C.INFO,
    e.InvestigationExtended: C.INVESTIGATION,
    e.FeedbackExtended: C.FEEDBACK,
    e.ConditionExtended: C.CONDITION,
}
"""Which clock gets the `days` of an event."""

HOLDABLE = frozenset(
    {
        C.SCREEN,
        C.INFO,
        C.REVIEW_DECISION,
        C.EARLY_RESOLUTION,
        C.NOTICE_ACK,
        C.RESPONSE,
        C.RESPONSE_GRACE,
        C.REPLY,
        C.INVESTIGATION,
        C.REPORT_COMMENTS,
        C.CTA,
        C.CONSENT,
        C.CONSENT_VIEWS,
        C.PANEL_LIST,
        C.PANEL_CHALLENGE,
        C.HEARING_NOTICE,
        C.FINDINGS,
        C.MINORITY,
        C.SANCTION_VIEWS,
        C.REASONS,
        C.REMIT,
        C.BOARD_VOTE,
        C.APPEAL,
        C.APPEAL_CHALLENGE,
        C.APPEAL_SIFT,
        C.APPEAL_HEARING,
        C.APPEAL_NOTICE,
        C.APPEAL_DECISION,
        C.BREACH_NOTICE,
    }
)
"""The clocks that a hold may stop. Those of the reporter, of interim measures, ballots and data never wait."""

WAITS_FOR_HEALTH = frozenset(
    {
        C.NOTICE_ACK,
        C.RESPONSE,
        C.RESPONSE_GRACE,
        C.INVESTIGATION,
        C.REPORT_COMMENTS,
        C.CONSENT,
        C.PANEL_CHALLENGE,
        C.HEARING_NOTICE,
        C.SANCTION_VIEWS,
        C.APPEAL,
        C.APPEAL_CHALLENGE,
        C.APPEAL_HEARING,
        C.APPEAL_NOTICE,
        C.CONDITION,
        C.CONDITION_GRACE,
        C.BREACH_NOTICE,
    }
)
"""The respondent's clocks, and those of the Society that depend on them: they wait while a health note is in force."""

WAITS_FOR_MEMBERSHIP = frozenset({C.CONDITION, C.TERM})
"""Nobody serves a term or meets a condition while not a member: these wait, so that leaving shortens nothing."""

LIVES_IN: Mapping[C, frozenset[S]] = {
    C.SWEEP: frozenset({S.SUBMITTED}),
    C.KEEP_AWAY: frozenset({S.SUBMITTED}),
    C.CODE_CLAIM: OPEN,
    C.MENTION: EVERYWHERE,
    C.WITHDRAWAL_WAIT: UNDECIDED,
    C.BALLOT: frozenset({S.BOARD_DECISION}),
    C.ACK: frozenset({S.SUBMITTED}),
    C.SCREEN: INTAKE - {S.SUBMITTED},
    C.BLIND_READING: ACKNOWLEDGED,
    C.INFO: frozenset({S.INFORMATION_REQUESTED}),
    C.REVIEW: frozenset({S.DISMISSED}),
    C.REVIEW_DECISION: frozenset({S.DISMISSAL_REVIEW}),
    C.EARLY_RESOLUTION: frozenset({S.EARLY_RESOLUTION}),
    C.FEEDBACK: ACKNOWLEDGED - IN_REVIEW,
    C.STATUS: ACKNOWLEDGED,
    C.NOTICE_ACK: frozenset({S.AWAITING_RESPONSE}),
    C.RESPONSE: frozenset({S.AWAITING_RESPONSE}),
    C.RESPONSE_GRACE: frozenset({S.AWAITING_RESPONSE}),
    C.REPLY: frozenset({S.RESPONSE_REVIEW}),
    C.INVESTIGATION: INQUIRY | {S.EARLY_RESOLUTION},
    C.REPORT_COMMENTS: frozenset({S.RESPONSE_REVIEW}),
    C.REQUEST: ASKING,
    C.DOCUMENT_ORDER: ASKING,
    C.CTA: frozenset({S.CASE_TO_ANSWER, S.CONSENT_PROPOSED}),
    C.CONSENT: frozenset({S.CONSENT_PROPOSED}),
    C.CONSENT_VIEWS: frozenset({S.CONSENT_PROPOSED}),
    C.PANEL_LIST: frozenset({S.CONSENT_PROPOSED, S.PANEL_FORMING}),
    C.DECLARATION: frozenset({S.CONSENT_PROPOSED, S.PANEL_FORMING, S.BOARD_DECISION, S.APPEAL}),
    C.PANEL_CHALLENGE: frozenset({S.CONSENT_PROPOSED, S.PANEL_FORMING}),
    C.HEARING_NOTICE: frozenset({S.CONSENT_PROPOSED, S.HEARING}),
    C.BUNDLE: frozenset({S.CONSENT_PROPOSED, S.HEARING}),
    C.NEW_CHARGES: frozenset({S.CONSENT_PROPOSED, S.HEARING}),
    C.LAST_WORD: frozenset({S.HEARING, S.DELIBERATION}),
    C.MINUTE: frozenset({S.DELIBERATION}),
    C.MINUTE_APPROVAL: frozenset({S.DELIBERATION}),
    C.WITHHOLDING: RULING,
    C.FILING_CHECK: RULING,
    C.LATE_EVIDENCE: frozenset({S.HEARING, S.DELIBERATION, S.BOARD_DECISION}),
    C.FINDINGS: frozenset({S.DELIBERATION}),
    C.MINORITY: frozenset({S.DELIBERATION}),
    C.SANCTION_VIEWS: frozenset({S.DELIBERATION}),
    C.REASONS: frozenset({S.DELIBERATION}),
    C.REMIT: frozenset({S.DELIBERATION}),
    C.BOARD_PAPERS: frozenset({S.BOARD_DECISION}),
    C.BOARD_VOTE: frozenset({S.BOARD_DECISION}),
    C.APPEAL: frozenset({S.APPEAL_WINDOW}),
    C.CROSS_APPEAL: frozenset({S.APPEAL}),
    C.LATE_APPEAL: frozenset({S.MONITORING, S.CLOSED}),
    C.APPEAL_CHALLENGE: frozenset({S.APPEAL}),
    C.APPEAL_SIFT: frozenset({S.APPEAL}),
    C.APPEAL_HEARING: frozenset({S.APPEAL}),
    C.APPEAL_NOTICE: frozenset({S.APPEAL}),
    C.APPEAL_DECISION: frozenset({S.APPEAL}),
    C.INTERIM_SHOW_CAUSE: MEASURED,
    C.INTERIM_URGENT: MEASURED,
    C.INTERIM_REVIEW: MEASURED,
    C.INTERIM_CAP: MEASURED,
    C.HOLD_REVIEW: ACKNOWLEDGED,
    C.HEALTH_PAUSE: ANSWERING,
    C.HEALTH_REVIEW: ANSWERING,
    C.CONDITION: SANCTIONED,
    C.CONDITION_GRACE: SANCTIONED,
    C.TERM: SANCTIONED,
    C.BREACH_NOTICE: frozenset({S.MONITORING}),
    C.REPRESENTATION: REPRESENTED | {S.CLOSED},
    C.SLIP: DECIDED,
    C.REOPEN: frozenset({S.CLOSED}),
    C.RETENTION: frozenset({S.CLOSED}),
    C.DISPLAY: SHOWING,
    C.DATA_REQUEST: EVERYWHERE,
}

PAUSED_IN: Mapping[C, frozenset[S]] = {
    C.SCREEN: frozenset({S.INFORMATION_REQUESTED, S.EARLY_RESOLUTION}),
    C.INVESTIGATION: frozenset({S.EARLY_RESOLUTION}),
    C.CTA: frozenset({S.CONSENT_PROPOSED}),
    C.PANEL_LIST: frozenset({S.CONSENT_PROPOSED}),
    C.DECLARATION: frozenset({S.CONSENT_PROPOSED}),
    C.PANEL_CHALLENGE: frozenset({S.CONSENT_PROPOSED}),
    C.HEARING_NOTICE: frozenset({S.CONSENT_PROPOSED}),
}

SERVED_ON: Mapping[C, Seat] = {
    C.INFO: Seat.COMPLAINANT,
    C.REVIEW: Seat.COMPLAINANT,
    C.NOTICE_ACK: Seat.RESPONDENT,
    C.RESPONSE: Seat.RESPONDENT,
    C.REPLY: Seat.COMPLAINANT,
    C.REPORT_COMMENTS: Seat.RESPONDENT,
    C.CONSENT: Seat.RESPONDENT,
    C.CONSENT_VIEWS: Seat.COMPLAINANT,
    C.PANEL_CHALLENGE: Seat.RESPONDENT,
    C.HEARING_NOTICE: Seat.RESPONDENT,
    C.LATE_EVIDENCE: Seat.RESPONDENT,
    C.SANCTION_VIEWS: Seat.RESPONDENT,
    C.REASONS: Seat.RESPONDENT,
    C.BOARD_PAPERS: Seat.RESPONDENT,
    C.APPEAL: Seat.RESPONDENT,
    C.CROSS_APPEAL: Seat.RESPONDENT,
    C.APPEAL_CHALLENGE: Seat.RESPONDENT,
    C.APPEAL_NOTICE: Seat.RESPONDENT,
    C.SLIP: Seat.RESPONDENT,
    C.BREACH_NOTICE: Seat.RESPONDENT,
    C.INTERIM_SHOW_CAUSE: Seat.RESPONDENT,
}

HELD_BACK = frozenset({C.BUNDLE, C.NEW_CHARGES})

ENDS_A_WINDOW = frozenset(
    {
        C.CODE_CLAIM,
        C.BLIND_READING,
        C.WITHDRAWAL_WAIT,
        C.INTERIM_SHOW_CAUSE,
        C.REPLY,
        C.REPORT_COMMENTS,
        C.CONSENT_VIEWS,
        C.DECLARATION,
        C.PANEL_CHALLENGE,
        C.HEARING_NOTICE,
        C.NEW_CHARGES,
        C.MINORITY,
        C.LAST_WORD,
        C.MINUTE_APPROVAL,
        C.SANCTION_VIEWS,
        C.BOARD_PAPERS,
        C.CROSS_APPEAL,
        C.APPEAL_CHALLENGE,
        C.APPEAL_NOTICE,
        C.LATE_APPEAL,
        C.BREACH_NOTICE,
        C.SLIP,
        C.REOPEN,
    }
)
"""Clocks whose end opens or closes something by itself: guards read it, and nobody has to act."""

UNSHOWN = frozenset({C.BLIND_READING})
"""Clocks that no page of a case and no list shows: the one person who acts by them finds them on Today."""
