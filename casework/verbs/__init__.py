"""The one table of verbs: what pages and API offer, and what they call."""

from collections.abc import Mapping
from itertools import chain

from casework.verbs import (
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
    publication,
    report,
    representation,
    screening,
    service,
    talks,
)
from casework.verbs.perform import perform, proposed
from casework.verbs.said import said
from casework.verbs.step import Step
from casework.vocabulary import Verb

TABLES = (
    filing.STEPS,
    screening.STEPS,
    dismissal.STEPS,
    talks.STEPS,
    evidence.STEPS,
    notice.STEPS,
    report.STEPS,
    case_to_answer.STEPS,
    service.STEPS,
    consent.STEPS,
    panel.STEPS,
    hearing.STEPS,
    deliberation.STEPS,
    board.STEPS,
    appeal.STEPS,
    monitoring.STEPS,
    publication.STEPS,
    joining.STEPS,
    holding.STEPS,
    progress.STEPS,
    interim.STEPS,
    health.STEPS,
    membership.STEPS,
    representation.STEPS,
    aftermath.STEPS,
    people.STEPS,
)
VERBS: Mapping[Verb, Step] = {step.verb: step for step in chain.from_iterable(TABLES)}

__all__ = ["VERBS", "Step", "perform", "proposed", "said"]
