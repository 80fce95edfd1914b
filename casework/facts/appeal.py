"""What the record says of appeals, waivers and late applications."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework import events as e
from casework.vocabulary import AppealState, Seat

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts

LIVE = frozenset({AppealState.LODGED, AppealState.ADMITTED, AppealState.NOT_ADMITTED, AppealState.HEARD})


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """One side's appeal; its id is that of the entry that lodged it."""

    id: UUID
    side: Seat
    state: AppealState = AppealState.LODGED


@dataclass(frozen=True, kw_only=True)
class AppealFacts:
    """The appeals against the latest decision, and what was said about not appealing."""

    all: tuple[Appeal, ...] = ()
    society_waived: bool = False
    late_pending: bool = False
    remitted: bool = False
    final: bool = False

    @property
    def live(self) -> tuple[Appeal, ...]:
        """The appeals that are not decided yet."""
        return tuple(appeal for appeal in self.all if appeal.state in LIVE)

    def in_state(self, *states: AppealState) -> tuple[Appeal, ...]:
        """Return the appeals in any of these states."""
        return tuple(appeal for appeal in self.all if appeal.state in states)

    def after(self, happened: e.Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        match happened.fact:
            case e.BoardDecided():
                return replace(self, all=(), society_waived=False, late_pending=False, final=False)
            case e.SocietyAppealWaived():
                return replace(self, society_waived=True)
            case e.AppealLodged(id=key, side=side):
                return replace(self, all=(*self.all, Appeal(id=key, side=side)))
            case e.LateAppealAdmitted(id=key):
                appeal = Appeal(id=key, side=Seat.RESPONDENT, state=AppealState.LODGED)
                return replace(self, all=(*self.all, appeal), late_pending=False, final=False)
            case e.AppealSifted(appeal=key, arguable=arguable):
                state = AppealState.ADMITTED if arguable else AppealState.NOT_ADMITTED
                return replace(self, all=tuple(replace(a, state=state) if a.id == key else a for a in self.all))
            case e.AppealHeard():
                return self._each(AppealState.ADMITTED, AppealState.HEARD)
            case e.AppealRefused():
                return replace(self._each(AppealState.NOT_ADMITTED, AppealState.REFUSED), final=True)
            case e.AppealWithdrawn():
                return replace(self._live(AppealState.WITHDRAWN), final=True)
            case e.AppealDismissed():
                return replace(self._live(AppealState.DISMISSED), final=True)
            case e.AppealVaried():
                return replace(self._live(AppealState.ALLOWED), final=True)
            case e.MadeFinal():
                return replace(self, final=True)
            case e.DecisionQuashed():
                return replace(self._live(AppealState.ALLOWED), final=True)
            case e.AppealRemittedToPanel() | e.AppealRemittedToBoard():
                return replace(self._live(AppealState.REMITTED), remitted=True)
            case e.CaseAbated():
                return self._live(AppealState.ABATED)
        return self

    def _each(self, old: AppealState, new: AppealState) -> Self:
        return replace(self, all=tuple(replace(a, state=new) if a.state is old else a for a in self.all))

    def _live(self, new: AppealState) -> Self:
        return replace(self, all=tuple(replace(a, state=new) if a.state in LIVE else a for a in self.all))
