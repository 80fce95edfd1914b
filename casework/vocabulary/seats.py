"""The roles a person can hold in one case."""

from enum import StrEnum


class Seat(StrEnum):
    """A person's role in one case; the public and the clock act without one being given."""

    PUBLIC = "public"
    CLOCK = "clock"
    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    REPRESENTATIVE = "representative"
    WITNESS = "witness"
    INTAKE = "intake"
    SCREENER = "screener"
    REVIEWER = "reviewer"
    INVESTIGATOR = "investigator"
    DECIDER = "decider"
    CONSENT_APPROVER = "consent_approver"
    INTERIM_MEMBER = "interim_member"
    PANEL_CHAIR = "panel_chair"
    PANEL_MEMBER = "panel_member"
    ADVISER = "adviser"
    BOARD_SECRETARY = "board_secretary"
    BOARD_MEMBER = "board_member"
    APPEAL_CHAIR = "appeal_chair"
    APPEAL_MEMBER = "appeal_member"
    MONITOR = "monitor"
    CUSTODIAN = "custodian"
    PROTECTION_OFFICER = "protection_officer"
    REGISTRAR = "registrar"
    DPO = "dpo"
    AUDITOR = "auditor"
