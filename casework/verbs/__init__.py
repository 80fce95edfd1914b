"""The one table of verbs: what pages and API offer, and what they call."""

from collections.abc import Mapping
from itertools import chain

from casework.verbs import (
    aftermath,
    appeal,
    asking,
    board,
    consent,
    extensions,
    hearing,
    inquiry,
    joining,
    monitoring,
    panel,
    people,
    representation,
    screening,
    sparing,
    standing_still,
    talks,
)
from casework.verbs.perform import perform, proposed
from casework.verbs.said import said
from casework.verbs.step import Step
from casework.vocabulary import Verb

TABLES = (
    screening.STEPS,
    asking.STEPS,
    talks.STEPS,
    inquiry.STEPS,
    extensions.STEPS,
    consent.STEPS,
    panel.STEPS,
    hearing.STEPS,
    board.STEPS,
    appeal.STEPS,
    monitoring.STEPS,
    joining.STEPS,
    standing_still.STEPS,
    sparing.STEPS,
    representation.STEPS,
    aftermath.STEPS,
    people.STEPS,
)
VERBS: Mapping[Verb, Step] = {step.verb: step for step in chain.from_iterable(TABLES)}

__all__ = ["VERBS", "Step", "perform", "proposed", "said"]
