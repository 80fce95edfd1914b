"""What the record says of an interim measure."""

from dataclasses import replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.clocks import LIVES_IN
from casework.record.state.part import Before, Part
from casework.vocabulary import ClockName, InterimState


class InterimPart(Part):
    """The latest measure, who proposed it, and whether the respondent was heard on it.

    It never outlives the states it may be taken in.
    """

    state: InterimState | None = None
    heard: bool = False
    proposed_by: UUID | None = None

    @property
    def stands(self) -> bool:
        """Whether a measure is proposed or in force."""
        return self.state in (InterimState.PROPOSED, InterimState.IN_FORCE)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.InterimProposed():
                return replace(self, state=InterimState.PROPOSED, heard=False, proposed_by=happened.actor)
            case e.InterimAnswered():
                return replace(self, heard=True)
            case e.InterimImposed(heard=heard):
                return replace(self, state=InterimState.IN_FORCE, heard=heard)
            case e.InterimLifted():
                return replace(self, state=InterimState.LIFTED)
            case e.InterimLapsed():
                return replace(self, state=InterimState.LAPSED)
            case e.Moved(to_state=state) if self.stands and state not in LIVES_IN[ClockName.INTERIM_REVIEW]:
                return replace(self, state=InterimState.LIFTED)
        return self
