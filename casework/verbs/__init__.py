"""The one table of verbs: what pages and API offer, and what they call."""

from collections.abc import Mapping

from casework.procedure.appeal import words as appeal
from casework.procedure.appeal_evidence import words as appeal_evidence
from casework.procedure.appeal_hearing import words as appeal_hearing
from casework.procedure.appeal_panel import words as appeal_panel
from casework.procedure.appeal_votes import words as appeal_votes
from casework.procedure.board import words as board
from casework.procedure.board_minutes import words as board_minutes
from casework.procedure.case_to_answer import words as case_to_answer
from casework.procedure.consent import words as consent
from casework.procedure.conversation import words as conversation
from casework.procedure.corrections import words as corrections
from casework.procedure.decision_letter import words as decision_letter
from casework.procedure.declarations import words as declarations
from casework.procedure.dismissal import words as dismissal
from casework.procedure.early_resolution import words as early_resolution
from casework.procedure.evidence import words as evidence
from casework.procedure.findings import words as findings
from casework.procedure.health import words as health
from casework.procedure.hearing import words as hearing
from casework.procedure.holds import words as holds
from casework.procedure.intake import words as intake
from casework.procedure.interim_measures import words as interim_measures
from casework.procedure.investigation_report import words as report
from casework.procedure.linked_cases import words as linked_cases
from casework.procedure.membership import words as membership
from casework.procedure.monitoring import words as monitoring
from casework.procedure.notice import words as notice
from casework.procedure.panel import words as panel
from casework.procedure.progress import words as progress
from casework.procedure.publication import words as publication
from casework.procedure.representation import words as representation
from casework.procedure.requests import words as requests
from casework.procedure.row import Step
from casework.procedure.screening import words as screening
from casework.procedure.seats import words as seats
from casework.procedure.service import words as service
from casework.procedure.withholding import words as withholding
from casework.verbs.answers_in_words import answers_in_words
from casework.verbs.outdated import view_when_put_forward, why_outdated
from casework.verbs.perform import perform, read_proposal
from casework.verbs.rehearse import rehearse
from casework.verbs.send_back import SendBackForm, read_returned, send_back
from casework.vocabulary import NotSeen, Verb

INQUIRY = (intake, screening, dismissal, early_resolution, evidence, notice, report, case_to_answer, service, consent)
DECISION = (
    panel,
    declarations,
    hearing,
    findings,
    board,
    decision_letter,
    board_minutes,
    appeal,
    appeal_panel,
    appeal_votes,
    appeal_evidence,
    appeal_hearing,
    monitoring,
    publication,
)
AT_ANY_STAGE = (
    linked_cases,
    holds,
    progress,
    interim_measures,
    health,
    membership,
    representation,
    corrections,
    seats,
    requests,
    withholding,
    conversation,
)
STAGES = (*INQUIRY, *DECISION, *AT_ANY_STAGE)
VERBS: Mapping[Verb, Step] = {step.verb: step for stage in STAGES for step in stage.STEPS}

__all__ = [
    "VERBS",
    "SendBackForm",
    "Step",
    "answers_in_words",
    "get_step",
    "perform",
    "read_proposal",
    "read_returned",
    "rehearse",
    "send_back",
    "view_when_put_forward",
    "why_outdated",
]


def get_step(verb: str) -> Step:
    """Return the step of a verb's name. NotSeen when there is none."""
    try:
        return VERBS[Verb(verb)]
    except (KeyError, ValueError) as error:
        raise NotSeen from error
