"""The compartments in which typed text is kept; each has its own key."""

from enum import StrEnum


class Kept(StrEnum):
    """A compartment of one case."""

    CASE = "case"
    IDENTITY = "identity"
    NOTIFY = "notify"
    REPORTER = "reporter"
    RESPONDENT = "respondent"
    PANEL = "panel"
    DECISION = "decision"
