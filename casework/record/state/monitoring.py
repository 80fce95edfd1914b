"""What the record says of breach notices and reports."""

from dataclasses import replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import Route


class MonitoringPart(Part):
    """The condition under a notice of breach, if any, and whether the board has ruled on a breach.

    A notice ends when its condition is met, and when the case leaves monitoring by another way: its time to explain has
    stopped, and would never be over.
    """

    noticed: UUID | None = None
    reported: UUID | None = None
    ruled: bool = False

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.BreachNoticed(subject=condition):
                return replace(self, noticed=condition)
            case e.BreachNoticeWithdrawn():
                return replace(self, noticed=None)
            case e.ConditionMet(subject=condition) if condition == self.noticed:
                return replace(self, noticed=None)
            case e.BreachReported(breached=condition):
                return replace(self, noticed=None, reported=condition, ruled=False)
            case e.BoardDecided(route=Route.BREACH):
                return replace(self, reported=None, ruled=True)
            case e.BreachReturned():
                return replace(self, reported=None, noticed=None)
            case e.CaseAbated() | e.CaseWithdrawn() | e.CaseReopened() | e.CaseReopenedForHearing():
                return type(self)()
            case e.Moved():
                return replace(self, noticed=None)
        return self
