"""The names the procedure asks a rulebook for. A rulebook gives each of them, and none besides."""

_CLOCKS = """
SWEEP CODE_CLAIM MENTION WITHDRAWAL_WAIT BALLOT ACK SCREEN INFO REVIEW REVIEW_DECISION EARLY_RESOLUTION FEEDBACK
STATUS NOTICE_ACK RESPONSE RESPONSE_GRACE REPLY INVESTIGATION REPORT_COMMENTS CTA CONSENT CONSENT_VIEWS PANEL_LIST
PANEL_CHALLENGE HEARING_NOTICE BUNDLE NEW_CHARGES FINDINGS SANCTION_VIEWS REASONS REMIT BOARD_PAPERS BOARD_VOTE
APPEAL CROSS_APPEAL LATE_APPEAL APPEAL_SIFT APPEAL_HEARING APPEAL_DECISION INTERIM_SHOW_CAUSE INTERIM_URGENT
INTERIM_REVIEW INTERIM_CAP HOLD_REVIEW HEALTH_REVIEW CONDITION CONDITION_GRACE TERM BREACH_NOTICE IDENTITY_RELEASE
REPRESENTATION SLIP REOPEN RETENTION DISPLAY DATA_REQUEST LIMITATION LIMITATION_LONGSTOP
"""
CLOCKS = frozenset(_CLOCKS.split())

GIVEN_BY = {
    "BALLOT": "ballot",
    "CONDITION": "condition",
    "TERM": "sanction",
    "IDENTITY_RELEASE": "release",
    "REPRESENTATION": "appointment",
    "RETENTION": "closing_code",
    "DISPLAY": "level",
}

_CLOSING_CODES = """
out_of_scope no_jurisdiction time_barred insufficient_information duplicate referred resolved_early
no_case_to_answer not_proven dismissed_on_law proven_no_sanction sanction_completed consent_completed expelled
sanction_unmet withdrawn abated_by_death quashed_on_appeal
"""
CLOSING_CODES = frozenset(_CLOSING_CODES.split())

BODIES = frozenset({"board", "panel", "appeal_panel", "deciders", "interim"})

RETENTION = frozenset({"unsent_draft", "panel_notes"})

LIMITS = {
    "info_rounds": (0, 9),
    "info_extensions_per_round": (0, 9),
    "screen_second_escalation_days": (1, 365),
    "dismissal_reviews": (0, 9),
    "dismissal_signatures": (1, 9),
    "reopening_signatures": (1, 9),
    "release_signatures": (2, 9),
    "custodians_in_office": (3, 99),
    "early_resolution_severity": (1, 4),
    "response_extension_by_investigator": (0, 365),
    "consent_offers": (0, 9),
    "consent_severity": (1, 4),
    "adjournments_per_side": (0, 9),
    "hearing_new_date_days": (1, 365),
    "board_remittals": (0, 9),
    "appeal_remittals": (0, 9),
    "ballots_voided_for_absence": (0, 9),
    "late_appeals": (0, 9),
    "feedback_extensions": (0, 9),
    "interim_agreeing": (1, 9),
    "interim_members": (1, 9),
    "monitors": (1, 9),
    "employer_years": (0, 99),
    "earlier_finding_years": (0, 99),
    "pattern_from": (2, 99),
    "pattern_step": (0, 8),
    "net_factors": (0, 8),
}
"""Each limit with the least and the most it may be."""
