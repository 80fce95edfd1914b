"""The one table of verbs: what pages and API offer, and what they call."""

from collections.abc import Mapping
from itertools import chain

from casework.verbs import board, inquiry, monitoring, panel, people, screening
from casework.verbs.perform import perform, proposed
from casework.verbs.step import Step
from casework.vocabulary import Verb

TABLES = (screening.STEPS, inquiry.STEPS, panel.STEPS, board.STEPS, monitoring.STEPS, people.STEPS)
VERBS: Mapping[Verb, Step] = {step.verb: step for step in chain.from_iterable(TABLES)}

__all__ = ["VERBS", "Step", "perform", "proposed"]
