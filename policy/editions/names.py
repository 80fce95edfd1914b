"""The names that the procedure asks a rulebook for. A rulebook has each of them and no other."""

_CLOCKS = """
SWEEP KEEP_AWAY CODE_CLAIM MENTION WITHDRAWAL_WAIT ACK SCREEN BLIND_READING INFO REVIEW REVIEW_DECISION EARLY_RESOLUTION
FEEDBACK STATUS
NOTICE_ACK RESPONSE RESPONSE_GRACE REPLY INVESTIGATION REPORT_COMMENTS CTA CONSENT CONSENT_VIEWS PANEL_LIST
DECLARATION REQUEST PANEL_CHALLENGE HEARING_NOTICE BUNDLE NEW_CHARGES WITHHOLDING LATE_EVIDENCE FILING_CHECK LAST_WORD
MINUTE MINUTE_APPROVAL
FINDINGS MINORITY SANCTION_VIEWS REASONS
REMIT BOARD_PAPERS BOARD_VOTE APPEAL CROSS_APPEAL LATE_APPEAL APPEAL_CHALLENGE APPEAL_SIFT APPEAL_HEARING APPEAL_NOTICE
APPEAL_DECISION INTERIM_SHOW_CAUSE INTERIM_URGENT INTERIM_REVIEW INTERIM_CAP HOLD_REVIEW HEALTH_PAUSE HEALTH_REVIEW
CONDITION_GRACE BREACH_NOTICE SLIP REOPEN LIMITATION LIMITATION_LONGSTOP
"""
CLOCKS = frozenset(_CLOCKS.split())
"""The clocks whose length a rulebook gives."""

IN_YEARS = frozenset({"REOPEN", "LIMITATION", "LIMITATION_LONGSTOP"})
EXTENDABLE = frozenset({"INFO", "RESPONSE", "INVESTIGATION", "FEEDBACK"})
COUNTED_BACK = frozenset({"BUNDLE", "NEW_CHARGES"})

DECIDED = frozenset({"BALLOT", "DOCUMENT_ORDER", "CONDITION", "TERM", "REPRESENTATION", "RETENTION", "DISPLAY"})
"""The clocks whose length comes from the decision itself, or from the rule that it follows: a rulebook does not name them."""

_CLOSING_CODES = """
out_of_scope no_jurisdiction time_barred insufficient_information duplicate referred resolved_early
no_case_to_answer not_proven dismissed_on_law proven_no_sanction sanction_completed consent_completed expelled
sanction_unmet withdrawn abated_by_death quashed_on_appeal
"""
CLOSING_CODES = frozenset(_CLOSING_CODES.split())

BODIES = {
    "board": ("quorum",),
    "panel": ("sizes", "lay", "least"),
    "appeal_panel": ("sizes", "lay"),
    "deciders": ("sizes", "least"),
    "interim": ("sizes", "least"),
}
"""What a rulebook says of each body, besides the shares."""

RETENTION = frozenset({"unsent_draft", "unsent_files"})

LIMITS = {
    "info_rounds": (0, 9),
    "screen_second_escalation_days": (1, 365),
    "early_resolution_severity": (1, 4),
    "response_extension_by_investigator": (0, 365),
    "days_on_request": (1, 60),
    "consent_offers": (0, 9),
    "consent_severity": (1, 4),
    "consent_days_before_hearing": (0, 60),
    "adjournments_per_side": (0, 9),
    "hearing_new_date_days": (1, 365),
    "ballot_least_days": (1, 60),
    "filing_pages": (1, 9999),
    "minutes_days": (1, 30),
    "document_days": (1, 365),
    "first_reminder_days": (1, 4),
    "second_reminder_days": (5, 8),
    "deemed_service_days": (9, 30),
    "bundle_served_days": (0, 9),
    "monitors": (2, 9),
    "employer_years": (0, 99),
    "slow_lane_days": (1, 7),
    "message_read_days": (1, 30),
    "well_after_days": (7, 365),
    "well_again_days": (7, 365),
    "read_twice_of_100": (0, 100),
    "second_reader_of_reporter": (0, 2),
    "second_reader_of_member": (0, 2),
    "report_names_holders": (0, 1),
    "pattern_from": (2, 99),
    "pattern_step": (0, 8),
    "net_factors": (0, 8),
}
"""The least and the greatest value of each limit."""

EARLIER = {"ballot_least_days": 2}
"""The limits that a rulebook may lack if it was published before they were added, and what holds under it."""
