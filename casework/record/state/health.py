"""What the record says of the respondent's health: that something has to wait, never what it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from casework.record.clocks import LIVES_IN, WAITS_FOR_HEALTH
from casework.record.events import HealthCleared, HealthFlagged, Moved, Recorded
from casework.record.state.before import Before
from casework.vocabulary import ClockName


@dataclass(frozen=True, kw_only=True)
class HealthPart:
    """Whether a health note is in force; it ends with the stages in which the respondent has anything to do."""

    flagged: bool = False

    @property
    def waiting(self) -> frozenset[ClockName]:
        """The clocks that stand still for it."""
        return WAITS_FOR_HEALTH if self.flagged else frozenset()

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case HealthFlagged():
                return replace(self, flagged=True)
            case HealthCleared():
                return replace(self, flagged=False)
            case Moved(to_state=state) if state not in LIVES_IN[ClockName.HEALTH_REVIEW]:
                return replace(self, flagged=False)
        return self
