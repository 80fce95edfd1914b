"""The one table of verbs: what pages and API offer, and what they call."""

from collections.abc import Mapping

from casework.verbs.perform import perform, proposed
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS: tuple[Step, ...] = ()
VERBS: Mapping[Verb, Step] = {step.verb: step for step in STEPS}

__all__ = ["VERBS", "Step", "perform", "proposed"]
