"""What the record says of the respondent's health: only that clocks have to wait, never why."""

from dataclasses import replace
from typing import Self

from casework.record import events as e
from casework.record.clocks import LIVES_IN, WAITS_FOR_HEALTH
from casework.record.state.part import Before, Part
from casework.vocabulary import ClockName, Seat


class HealthPart(Part):
    """Whether a health note is in force; it ends with the stages in which the respondent has something to do.

    `lapsed`: a pause ended because nobody had seen evidence of its reason.
    """

    flagged: bool = False
    lapsed: bool = False

    @property
    def waiting_clocks(self) -> frozenset[ClockName]:
        return WAITS_FOR_HEALTH if self.flagged else frozenset()

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.HealthFlagged():
                return replace(self, flagged=True)
            case e.HealthCleared():
                return replace(self, flagged=False, lapsed=self.lapsed or happened.role is Seat.CLOCK)
            case e.Moved(to_state=state) if state not in LIVES_IN[ClockName.HEALTH_REVIEW]:
                return replace(self, flagged=False)
        return self
