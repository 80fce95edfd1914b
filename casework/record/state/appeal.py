"""What the record says of appeals, waivers and late applications."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import AppealState, Seat
from policy.rules import Level, Rules

LIVE = frozenset({AppealState.LODGED, AppealState.ADMITTED, AppealState.NOT_ADMITTED, AppealState.HEARD})


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """One side's appeal, on grounds of the rulebook by their `codes`; its id is that of the entry that lodged it."""

    id: UUID
    side: Seat
    codes: tuple[str, ...] = ()
    state: AppealState = AppealState.LODGED


class AppealPart(Part):
    """The appeals against the latest decision, and what was said about not appealing.

    `late_codes` are the grounds of the late application, asked for once; `panel_seated`: a panel was named since the
    decision. `ceiling` is the level above which a case that was sent back on the respondent's own appeal may not end.
    """

    all: tuple[Appeal, ...] = ()
    society_waived: bool = False
    countersigned: bool = False
    late_asked: bool = False
    late_pending: bool = False
    late_codes: tuple[str, ...] = ()
    panel_seated: bool = False
    remitted: bool = False
    ceiling: Level | None = None
    final: bool = False

    @property
    def live(self) -> tuple[Appeal, ...]:
        """The appeals that are not decided yet."""
        return tuple(appeal for appeal in self.all if appeal.state in LIVE)

    @property
    def society_appealed(self) -> bool:
        """Whether an appeal of the Society lives: only then may the result be harsher."""
        return any(appeal.side is Seat.INVESTIGATOR for appeal in self.live)

    def in_state(self, *states: AppealState) -> tuple[Appeal, ...]:
        return tuple(appeal for appeal in self.all if appeal.state in states)

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.BoardDecided():
                return type(self)(remitted=self.remitted, ceiling=self.ceiling)
            case e.SocietyAppealWaived():
                return replace(self, society_waived=True)
            case e.SocietyAppealCountersigned():
                return replace(self, countersigned=True)
            case e.AppealPanelSeated():
                return replace(self, panel_seated=True)
            case e.AppealLodged(id=key, side=side) | e.CrossAppealLodged(id=key, side=side) as event:
                new = Appeal(id=key, side=side, codes=codes_of(before.rules, event.numbers))
                return replace(self, all=(*self.all, new))
            case e.LateAppealAsked(numbers=numbers):
                return replace(self, late_asked=True, late_pending=True, late_codes=codes_of(before.rules, numbers))
            case e.LateAppealRefused():
                return replace(self, late_pending=False)
            case e.LateAppealAdmitted(id=key):
                appeal = Appeal(id=key, side=Seat.RESPONDENT, codes=self.late_codes)
                return replace(self, all=(*self.all, appeal), late_pending=False, final=False)
            case e.AppealSifted(appeal=key, arguable=arguable):
                state = AppealState.ADMITTED if arguable else AppealState.NOT_ADMITTED
                return replace(self, all=tuple(replace(a, state=state) if a.id == key else a for a in self.all))
            case e.AppealHeard():
                return self._with_all_from({AppealState.ADMITTED}, AppealState.HEARD)
            case e.AppealRefused():
                return replace(self._with_all_from({AppealState.NOT_ADMITTED}, AppealState.REFUSED), final=True)
            case e.AppealWithdrawn():
                return replace(self._with_all_from(LIVE, AppealState.WITHDRAWN), final=True)
            case e.AppealDismissed():
                return replace(self._with_all_from(LIVE, AppealState.DISMISSED), final=True)
            case e.AppealVaried() | e.DecisionQuashed():
                return replace(self._with_all_from(LIVE, AppealState.ALLOWED), final=True)
            case e.MadeFinal():
                return replace(self, final=True)
            case e.AppealRemittedToPanel() | e.AppealRemittedToBoard():
                level = before.sanctions.level if not self.society_appealed else None
                return replace(self._with_all_from(LIVE, AppealState.REMITTED), remitted=True, ceiling=level)
            case e.CaseAbated():
                return self._with_all_from(LIVE, AppealState.ABATED)
        return self

    def _with_all_from(self, sources: Collection[AppealState], state: AppealState) -> Self:
        return replace(self, all=tuple(replace(a, state=state) if a.state in sources else a for a in self.all))


def codes_of(rules: Rules, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return the codes of grounds by their numbers: their places in the rulebook’s list by code, from 1."""
    codes = sorted(rules.appeal_grounds)
    return tuple(codes[number - 1] for number in numbers)


def numbers_of(rules: Rules, codes: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of grounds, from 1, by their codes. ValueError for one that the rulebook does not have."""
    known = sorted(rules.appeal_grounds)
    return tuple(sorted(known.index(code) + 1 for code in set(codes)))
