"""What the record says of clocks that wait for a reason, and of files that may not be deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from casework.record.events import (
    ContentErased,
    HoldPlaced,
    HoldReleased,
    LegalHoldLifted,
    LegalHoldPlaced,
    Moved,
    Recorded,
)
from casework.record.state.before import Before
from casework.vocabulary import CaseState, ClockName


@dataclass(frozen=True, kw_only=True)
class HoldingPart:
    """The clocks on hold, whether the file is under a legal hold, and the day its keys were destroyed.

    A hold ends with the case, a legal hold does not.
    """

    clocks: frozenset[ClockName] = frozenset()
    legal: bool = False
    erased_on: date | None = None

    @property
    def waiting(self) -> frozenset[ClockName]:
        """The clocks that stand still: those on hold, and the time to keep the file under a legal hold."""
        return self.clocks | ({ClockName.RETENTION} if self.legal else set())

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case HoldPlaced(clocks=clocks):
                return replace(self, clocks=self.clocks | set(clocks))
            case HoldReleased():
                return replace(self, clocks=frozenset())
            case LegalHoldPlaced():
                return replace(self, legal=True)
            case LegalHoldLifted():
                return replace(self, legal=False)
            case ContentErased():
                return replace(self, erased_on=before.day_of(happened.at))
            case Moved(to_state=CaseState.CLOSED):
                return replace(self, clocks=frozenset())
        return self
