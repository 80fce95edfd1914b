"""Whether the reporter said how they are after the case."""

from dataclasses import replace
from typing import Self

from casework.record import events as e
from casework.record.state.part import Before, Part

ASKED_AFTER = ("well_after_days", "well_again_days")
"""The rulebook limits: how many days after closing a reporter is asked, and asked again."""


class AftercarePart(Part):
    """`answers`: how often the reporter said how they are since the case was closed."""

    answers: int = 0

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.WellbeingTold():
                return replace(self, answers=self.answers + 1)
            case e.CaseReopened() | e.CaseReopenedForHearing() | e.MergeUndone() | e.DecisionVoided():
                return replace(self, answers=0)
        return self
