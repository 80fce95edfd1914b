"""What a step says about the docket, on which deciders find what they are asked to do."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from casework.record.state import CaseView
from casework.vocabulary import ClockName

HEARING_DAY = None
"""Stands for a clock: the day of the hearing."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A step that a decider is asked to take, by the day of the first of its `clocks` that runs.

    `wanted`: whether the step is asked for now, if it is open more often than that. `question`: the words for the
    question that several steps answer; they are one task.
    """

    clocks: tuple[ClockName | None, ...]
    wanted: Callable[[CaseView], bool] | None
    question: Promise | None


def task(
    *clocks: ClockName | None,
    wanted: Callable[[CaseView], bool] | None = None,
    question: Promise | None = None,
) -> Task:
    return Task(clocks=clocks, wanted=wanted, question=question)
