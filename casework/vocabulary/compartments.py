"""The compartments in which typed text is kept; each has its own key."""

from enum import StrEnum


class CaseCompartment(StrEnum):
    """A compartment of one case."""

    CASE = "case"
    IDENTITY = "identity"
    KEEP_AWAY = "keep_away"
    NOTIFY = "notify"
    REPORTER = "reporter"
    RESPONDENT = "respondent"
    PANEL = "panel"
    DECISION = "decision"
    REPORTER_TALK = "reporter_talk"
    RESPONDENT_TALK = "respondent_talk"
    REPORTER_APART = "reporter_apart"
    RESPONDENT_APART = "respondent_apart"
