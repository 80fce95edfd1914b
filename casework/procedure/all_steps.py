"""Imports every stage, so that `STEPS` is whole. Only the app's `ready()` needs it."""

from casework.procedure.appeal import steps as appeal
from casework.procedure.board import steps as board
from casework.procedure.case_to_answer import steps as case_to_answer
from casework.procedure.consent import steps as consent
from casework.procedure.corrections import steps as corrections
from casework.procedure.dismissal import steps as dismissal
from casework.procedure.early_resolution import steps as early_resolution
from casework.procedure.evidence import steps as evidence
from casework.procedure.findings import steps as findings
from casework.procedure.health import steps as health
from casework.procedure.hearing import steps as hearing
from casework.procedure.holds import steps as holds
from casework.procedure.intake import steps as intake
from casework.procedure.interim_measures import steps as interim_measures
from casework.procedure.linked_cases import steps as linked_cases
from casework.procedure.membership import steps as membership
from casework.procedure.monitoring import steps as monitoring
from casework.procedure.notice import steps as notice
from casework.procedure.panel import steps as panel
from casework.procedure.progress import steps as progress
from casework.procedure.publication import steps as publication
from casework.procedure.report import steps as report
from casework.procedure.representation import steps as representation
from casework.procedure.screening import steps as screening
from casework.procedure.seats import steps as seats
from casework.procedure.service import steps as service
from casework.procedure.signatures import steps as signatures

__all__ = [
    "appeal",
    "board",
    "case_to_answer",
    "consent",
    "corrections",
    "dismissal",
    "early_resolution",
    "evidence",
    "findings",
    "health",
    "hearing",
    "holds",
    "intake",
    "interim_measures",
    "linked_cases",
    "membership",
    "monitoring",
    "notice",
    "panel",
    "progress",
    "publication",
    "report",
    "representation",
    "screening",
    "seats",
    "service",
    "signatures",
]
