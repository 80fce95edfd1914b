"""The steps of all stages: `STEPS` taken from here is complete."""

from casework.workflow import (  # noqa: F401  they are imported for what they register
    aftermath,
    appeal,
    board,
    case_to_answer,
    consent,
    deliberation,
    dismissal,
    evidence,
    filing,
    health,
    hearing,
    holding,
    interim,
    joining,
    membership,
    monitoring,
    notice,
    panel,
    people,
    progress,
    proposal,
    publication,
    report,
    representation,
    screening,
    service,
    talks,
)
from casework.workflow.base import STEPS

__all__ = ["STEPS"]
