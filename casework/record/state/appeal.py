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
    """One side's appeal, on grounds of the rulebook by their `codes`; its id is that of the entry that lodged it.

    `arguable` are the grounds that were found so and are heard, `succeeded` those that succeeded.
    """

    id: UUID
    side: Seat
    codes: tuple[str, ...] = ()
    arguable: tuple[str, ...] = ()
    succeeded: tuple[str, ...] = ()
    state: AppealState = AppealState.LODGED


class AppealPart(Part):
    """The appeals against the latest decision, and what was said about not appealing.

    `late_codes` are the grounds of the late application, asked for once; `panel_seated`: a panel was named since the
    decision. `votes` has who voted on the grounds that were heard, each with the entry that keeps the vote; `found` the
    grounds that a majority found right, None while there is no majority on each. `ceiling` is the level above which a case
    that was sent back on the respondent's own appeal may not end.
    """

    all: tuple[Appeal, ...] = ()
    society_waived: bool = False
    countersigned: bool = False
    late_asked: bool = False
    late_pending: bool = False
    late_codes: tuple[str, ...] = ()
    panel_seated: bool = False
    votes: tuple[tuple[UUID, UUID], ...] = ()
    found: frozenset[str] | None = None
    remitted: bool = False
    ceiling: Level | None = None
    final: bool = False

    @property
    def live(self) -> tuple[Appeal, ...]:
        """The appeals that are not decided yet."""
        return tuple(appeal for appeal in self.all if appeal.state in LIVE)

    @property
    def arguable(self) -> frozenset[str]:
        """The grounds, by code, that are heard or will be."""
        return frozenset(code for appeal in self.live for code in appeal.arguable)

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
                # Who is new has heard nothing: the appeal is heard again.
                unheard = self._with_all_from({AppealState.HEARD}, AppealState.ADMITTED)
                return replace(unheard, panel_seated=True, votes=(), found=None)
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
            case e.AppealSifted(appeal=key, arguable=arguable, numbers=numbers):
                state = AppealState.ADMITTED if arguable else AppealState.NOT_ADMITTED
                heard = codes_of(before.rules, numbers)
                return replace(
                    self,
                    all=tuple(replace(a, state=state, arguable=heard) if a.id == key else a for a in self.all),
                )
            case e.AppealHeard():
                return self._with_all_from({AppealState.ADMITTED}, AppealState.HEARD)
            case e.AppealGroundsVoted(id=entry, found=numbers):
                found = None if numbers is None else frozenset(codes_of(before.rules, numbers))
                return replace(self, votes=(*self.votes, (happened.actor, entry)), found=found)
            case e.AppealRefused():
                return replace(self._with_all_from({AppealState.NOT_ADMITTED}, AppealState.REFUSED), final=True)
            case e.AppealWithdrawn():
                return replace(self._with_all_from(LIVE, AppealState.WITHDRAWN), final=True)
            case e.AppealDismissed():
                return replace(self._with_all_from(LIVE, AppealState.DISMISSED), final=True)
            case e.AppealVaried(succeeded=numbers) | e.DecisionQuashed(succeeded=numbers):
                return replace(self._with_outcome(codes_of(before.rules, numbers), AppealState.ALLOWED), final=True)
            case e.MadeFinal():
                return replace(self, final=True)
            case e.AppealRemittedToPanel(succeeded=numbers) | e.AppealRemittedToBoard(succeeded=numbers):
                codes = codes_of(before.rules, numbers)
                level = None if society_is_right(before.rules, codes) else before.sanctions.level
                return replace(self._with_outcome(codes, AppealState.REMITTED), remitted=True, ceiling=level)
            case e.CaseAbated():
                return self._with_all_from(LIVE, AppealState.ABATED)
        return self

    def _with_outcome(self, codes: Collection[str], state: AppealState) -> Self:
        """Return the same, decided: an appeal none of whose grounds is among `codes` is dismissed."""
        decided = []
        for one in self.all:
            right = tuple(code for code in one.codes if code in codes)
            after = state if right else AppealState.DISMISSED
            decided.append(replace(one, state=after, succeeded=right) if one.state in LIVE else one)
        return replace(self, all=tuple(decided))

    def _with_all_from(self, sources: Collection[AppealState], state: AppealState) -> Self:
        return replace(self, all=tuple(replace(a, state=state) if a.state in sources else a for a in self.all))


def society_is_right(rules: Rules, codes: Collection[str]) -> bool:
    """Whether a ground of the Society is among those that succeeded: only then may the result be harsher."""
    return any(rules.appeal_grounds[code].society for code in codes)


def codes_of(rules: Rules, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return the codes of grounds by their numbers: their places in the rulebook’s list by code, from 1."""
    codes = sorted(rules.appeal_grounds)
    return tuple(codes[number - 1] for number in numbers)


def numbers_of(rules: Rules, codes: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of grounds, from 1, by their codes. ValueError for one that the rulebook does not have."""
    known = sorted(rules.appeal_grounds)
    return tuple(sorted(known.index(code) + 1 for code in set(codes)))
