"""The few conditions over the facts that a cell of the matrix may name."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.facts import CaseFacts
from casework.vocabulary import Right

type Condition = Callable[[CaseFacts], bool]


def findings_are_saved(facts: CaseFacts) -> bool:
    """Whether the panel has saved its findings: only then does history open."""
    return facts.deliberation.saved


@dataclass(frozen=True)
class When:
    """A right that is due only while a condition over the facts holds."""

    right: Right
    condition: Condition
