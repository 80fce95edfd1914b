"""The offices of the Society: roles that hold everywhere, as opposed to seats in one case; and words about accounts."""

from enum import StrEnum


class Office(StrEnum):
    """An office that a person is appointed to, from a day until a day."""

    INTAKE = "intake"
    SCREENER = "screener"
    REVIEWER = "reviewer"
    INVESTIGATOR = "investigator"
    DECIDER = "decider"
    CONSENT_APPROVER = "consent_approver"
    INTERIM_MEMBER = "interim_member"
    PANELIST = "panelist"
    ADVISER = "adviser"
    BOARD_SECRETARY = "board_secretary"
    BOARD_MEMBER = "board_member"
    APPEAL_PANELIST = "appeal_panelist"
    MONITOR = "monitor"
    CUSTODIAN = "custodian"
    PROTECTION_OFFICER = "protection_officer"
    REGISTRAR = "registrar"
    DPO = "dpo"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


PROOF = frozenset({"proof-password", "proof-code"})
"""What is typed to prove once more who is there; no page shows it again, and nothing keeps it."""
LAY_OFFICES = frozenset({Office.PANELIST, Office.APPEAL_PANELIST})


class Certainty(StrEnum):
    """How an administrator made sure that a person is who they say they are."""

    CALLED_BACK = "called_back"
    IN_PERSON = "in_person"
    VIDEO_CALL = "video_call"


class ChangeEnd(StrEnum):
    """How a change of an account that two administrators sign came to its end."""

    MADE = "made"
    REFUSED = "refused"
    STOPPED = "stopped"


class ChangeRefusal(StrEnum):
    """Why such a change was not made."""

    NOT_REACHED = "not_reached"
    NOT_ASKED_FOR = "not_asked_for"
    NOT_NEEDED = "not_needed"
    ADDRESS_TAKEN = "address_taken"
    ACCOUNT_CLOSED = "account_closed"


class Scope(StrEnum):
    """What a token may be used for: looking, taking steps, filing reports. Never more than its person may."""

    READ = "read"
    ACT = "act"
    FILE = "file"
