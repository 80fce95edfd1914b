"""What the record says of clocks that wait for a reason, and of files that may not be deleted."""

from dataclasses import replace
from datetime import date
from typing import Self

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import CaseState, ClockName


class HoldingPart(Part):
    """The clocks on hold, which ends with the case; a legal hold, which does not; the day the keys were destroyed."""

    clocks: frozenset[ClockName] = frozenset()
    legal: bool = False
    erased_on: date | None = None

    @property
    def waiting_clocks(self) -> frozenset[ClockName]:
        """The clocks on hold, and under a legal hold the time to keep the file."""
        return self.clocks | ({ClockName.RETENTION} if self.legal else set())

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.HoldPlaced(clocks=clocks):
                return replace(self, clocks=self.clocks | set(clocks))
            case e.HoldReleased() | e.Moved(to_state=CaseState.CLOSED):
                return replace(self, clocks=frozenset())
            case e.LegalHoldPlaced():
                return replace(self, legal=True)
            case e.LegalHoldLifted():
                return replace(self, legal=False)
            case e.ContentErased():
                return replace(self, erased_on=before.day_of(happened.at))
        return self
