"""What the record says of an interim measure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from casework.record.clocks import LIVES_IN
from casework.record.events import (
    InterimAnswered,
    InterimImposed,
    InterimLapsed,
    InterimLifted,
    InterimProposed,
    Moved,
    Recorded,
)
from casework.record.state.before import Before
from casework.vocabulary import ClockName, InterimState


@dataclass(frozen=True, kw_only=True)
class InterimPart:
    """The latest measure: where it stands, and whether the respondent was heard on it. It never outlives its states."""

    state: InterimState | None = None
    heard: bool = False

    @property
    def stands(self) -> bool:
        """Whether a measure is proposed or in force."""
        return self.state in (InterimState.PROPOSED, InterimState.IN_FORCE)

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case InterimProposed():
                return replace(self, state=InterimState.PROPOSED, heard=False)
            case InterimAnswered():
                return replace(self, heard=True)
            case InterimImposed(heard=heard):
                return replace(self, state=InterimState.IN_FORCE, heard=heard)
            case InterimLifted():
                return replace(self, state=InterimState.LIFTED)
            case InterimLapsed():
                return replace(self, state=InterimState.LAPSED)
            case Moved(to_state=state) if self.stands and state not in LIVES_IN[ClockName.INTERIM_REVIEW]:
                return replace(self, state=InterimState.LIFTED)
        return self
