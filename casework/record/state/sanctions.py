"""What the record says of sanctions, their conditions and terms."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.clocks import Span, Spans
from casework.record.state.part import Before, Part
from casework.vocabulary import AllegationState, ClockName, ConditionState, SanctionState
from policy.quorum import Option
from policy.rules import Level

PROVEN = AllegationState.PROVEN


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing the respondent has to do, within days of the decision becoming final."""

    id: UUID
    days: int
    state: ConditionState = ConditionState.OPEN


@dataclass(frozen=True, kw_only=True)
class Sanction:
    """A sanction of one decision. Finality, stay and publication belong to it, not to the case.

    `served` are the days of its term that had passed when a late appeal stayed it, or when a sanction of the same level was
    quashed before it: they count.
    `begins`: the last event brought it into force; else `more_time` names the conditions to which that event gave more time.
    """

    id: UUID
    imposed: UUID
    level: Level
    findings: tuple[UUID, ...]
    term_days: int = 0
    no_return_years: int = 0
    abeyance: Level | None = None
    abeyance_days: int = 0
    conditions: tuple[Condition, ...] = ()
    state: SanctionState = SanctionState.STAYED
    term_over: bool = False
    served: int = 0
    applied: bool = False
    begins: bool = False
    more_time: frozenset[UUID] = frozenset()

    @property
    def is_met(self) -> bool:
        return all(one.state is ConditionState.MET for one in self.conditions)

    @property
    def is_unfinished(self) -> bool:
        """Whether a condition or the term still runs, or would once the sanction is final."""
        waiting = {ConditionState.OPEN, ConditionState.EVIDENCE_FILED, ConditionState.OVERDUE}
        return any(c.state in waiting for c in self.conditions) or (self.term_days > 0 and not self.term_over)


class SanctionsPart(Part):
    """The sanctions, latest last. `imposed`: the latest decision imposed one; after a breach it may keep the old one."""

    all: tuple[Sanction, ...] = ()
    imposed: bool = False

    @property
    def standing(self) -> tuple[Sanction, ...]:
        """The sanctions that were not quashed, latest last: after a breach, an earlier one stands beside the new one."""
        return tuple(one for one in self.all if one.state is not SanctionState.QUASHED)

    @property
    def current(self) -> Sanction | None:
        """The latest sanction that was not quashed."""
        return next(reversed(self.standing), None)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of every sanction that stands, in the order in which pages number them from 1."""
        return tuple(each for one in self.standing for each in one.conditions)

    @property
    def earlier_is_unfinished(self) -> bool:
        """Whether something of an earlier sanction still runs beside the latest one."""
        return any(one.is_unfinished for one in self.standing[:-1])

    @property
    def in_force(self) -> frozenset[UUID]:
        """The sanctions in force and their conditions: the clocks of all others end."""
        active = [one for one in self.all if one.state is SanctionState.ACTIVE]
        return frozenset(key for one in active for key in (one.id, *(each.id for each in one.conditions)))

    @property
    def level(self) -> Level:
        """The level of the current sanction; L0 if there is none."""
        return self.current.level if self.current else Level.L0

    @property
    def terms(self) -> e.Terms:
        """The terms of the current sanction; terms of L0 if there is none."""
        now = self.current
        if now is None:
            return e.Terms(level=Level.L0)
        return e.Terms(
            level=now.level,
            term_days=now.term_days,
            no_return_years=now.no_return_years,
            abeyance=now.abeyance,
            abeyance_days=now.abeyance_days,
            conditions=tuple(one.id for one in now.conditions),
            condition_days=tuple(one.days for one in now.conditions),
        )

    def in_abeyance(self, condition: UUID) -> e.Terms:
        """Return what a breach of a condition would bring into force; terms of L0 if nothing is named for it.

        Nothing is named for a condition of an earlier sanction: a breach has brought into force what that one named.
        """
        sanction = self.current
        if sanction is None or sanction.abeyance is None or condition not in {one.id for one in sanction.conditions}:
            return e.Terms(level=Level.L0)
        return e.Terms(level=sanction.abeyance, term_days=sanction.abeyance_days)

    @property
    def to_lift(self) -> Sanction | None:
        """The latest sanction that is in the register of members although it has ended or is stayed, or None."""
        applied = (one for one in reversed(self.all) if one.applied)
        return next((one for one in applied if one.state is not SanctionState.ACTIVE or one.term_over), None)

    def condition(self, key: UUID) -> Condition | None:
        return next((one for one in self.conditions if one.id == key), None)

    def number_of(self, condition: UUID) -> int:
        """Return the number of a condition on pages; 0 if no sanction that stands has it."""
        return next((n for n, one in enumerate(self.conditions, 1) if one.id == condition), 0)

    def spans(self) -> Spans:
        """Return the conditions and terms that begin when the sanction becomes final; those that already run continue."""
        now = self.current
        if now is None:
            return {}
        waiting = [
            each
            for one in self.standing
            for each in one.conditions
            if each.state is not ConditionState.MET and (one.begins or each.id in one.more_time)
        ]
        left = max(1, now.term_days - now.served)
        term = [Span(subject=now.id, days=left)] if now.term_days and now.begins and not now.term_over else []
        return {
            ClockName.CONDITION: [Span(subject=c.id, days=c.days) for c in waiting],
            ClockName.TERM: term,
        }

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.BoardDecided():
                return replace(self, imposed=False)
            case e.SanctionImposed(sanction=key, id=entry, findings=findings) as terms:
                new = _build_sanction(terms, key=key, imposed=entry, findings=findings)
                return replace(self, all=(*self.all, replace(new, served=self._served_before(new))), imposed=True)
            case e.AppealVaried() as event:
                return self._with_variation(event, before)
            case e.MadeFinal():
                return self._with_finality(before)
            case e.LateAppealAdmitted() if self.imposed:
                return self._with(state=SanctionState.STAYED, begins=False, served=self._days_served(happened, before))
            case e.AppealRemittedToBoard() | e.DecisionVoided() if self.imposed:
                return self._with(state=SanctionState.QUASHED, served=self._days_served(happened, before))
            case e.DecisionQuashed() | e.AppealRemittedToPanel():
                return self._with(state=SanctionState.QUASHED, served=self._days_served(happened, before))
            case e.CaseReopened() | e.CaseReopenedForHearing():
                served = tuple(replace(one, served=one.term_days if one.term_over else one.served) for one in self.all)
                return replace(self, all=served)._with_each(lambda one: SanctionState.QUASHED)
            case e.SanctionApplied():
                return self._with(applied=True)
            case e.SanctionLifted(sanction=key):
                return replace(self, all=tuple(replace(one, applied=one.applied and one.id != key) for one in self.all))
            case e.TermEnded(subject=key):
                return replace(
                    self, all=tuple(replace(one, term_over=one.term_over or one.id == key) for one in self.all)
                )
            case e.SanctionCompleted():
                return self._with_each(lambda one: SanctionState.COMPLETED)
            case e.ClosedUnmet():
                return self._with_each(lambda one: SanctionState.COMPLETED if one.is_met else SanctionState.UNMET)
            case e.CaseAbated():
                return self._with_each(lambda one: SanctionState.ENDED_BY_DEATH)
            case e.ConditionEvidenceFiled(subject=key):
                return self._with_condition(key, ConditionState.EVIDENCE_FILED)
            case e.ConditionMet(subject=key):
                return self._with_condition(key, ConditionState.MET)
            case e.ConditionEvidenceReturned(subject=key):
                run = before.clock(ClockName.CONDITION, key)
                late = run is not None and not run.running
                return self._with_condition(key, ConditionState.OVERDUE if late else ConditionState.OPEN)
            case e.ConditionExtended(subject=key) if (
                one := self.condition(key)
            ) and one.state is ConditionState.OVERDUE:
                return self._with_condition(key, ConditionState.OPEN)
            case e.ConditionLapsed(subject=key):
                return self._with_condition(key, ConditionState.OVERDUE)
        return self

    def _with_finality(self, before: Before) -> Self:
        """Return the part with the stayed sanction in force, or with the new time that the board gave overdue conditions."""
        now = self.current
        if now is None or now.state is SanctionState.STAYED:
            return self._as_begun()._with(state=SanctionState.ACTIVE, begins=True)
        gives_time = before.board.decision is not None and before.board.decision.carried is Option.MORE_TIME
        stands = self.standing
        return replace(self, all=tuple(_with_time(one, gives_time and one in stands) for one in self.all))

    def _with_variation(self, event: e.AppealVaried, before: Before) -> Self:
        """Return the part with the terms set on appeal, in place of the sanction or as the first one."""
        now = self.current
        rests_on = now.findings if now else tuple(one.id for one in before.allegations.in_state(PROVEN))
        new = _build_sanction(
            event,
            key=now.id if now else event.id,
            imposed=now.imposed if now else event.id,
            findings=tuple(key for key in rests_on if key not in event.quashed),
        )
        varied = replace(new, state=SanctionState.ACTIVE, served=now.served if now else 0, begins=True)
        return replace(self, all=(*(one for one in self._as_begun().all if now is None or one.id != now.id), varied))

    def _as_begun(self) -> Self:
        """Return the part with nothing that begins: what runs already continues."""
        return replace(self, all=tuple(replace(one, begins=False, more_time=frozenset()) for one in self.all))

    def _served_before(self, new: Sanction) -> int:
        """Return the days that were served of a quashed sanction of the same level."""
        quashed = (one for one in self.all if one.state is SanctionState.QUASHED)
        return max((one.served for one in quashed if one.level == new.level), default=0)

    def _days_served(self, happened: e.Recorded, before: Before) -> int:
        now = self.current
        if now is None or now.term_over:
            return now.term_days if now else 0
        run = before.clock(ClockName.TERM, now.id)
        if run is None or not run.running:
            return now.served
        return now.served + (before.day_of(happened.at) - before.day_of(run.started)).days

    def _with(self, **changes: object) -> Self:
        now = self.current
        if now is None:
            return self
        return replace(self, all=tuple(replace(one, **changes) if one.id == now.id else one for one in self.all))  # type: ignore[arg-type]

    def _with_each(self, ended: Callable[[Sanction], SanctionState]) -> Self:
        """Return the part with every sanction that stands in the state that `ended` gives it."""
        stands = self.standing
        return replace(self, all=tuple(replace(one, state=ended(one)) if one in stands else one for one in self.all))

    def _with_condition(self, key: UUID, state: ConditionState) -> Self:
        stands = self.standing
        return replace(self, all=tuple(_with_state(one, key, state) if one in stands else one for one in self.all))


def _with_state(sanction: Sanction, key: UUID, state: ConditionState) -> Sanction:
    conditions = tuple(replace(one, state=state) if one.id == key else one for one in sanction.conditions)
    return replace(sanction, conditions=conditions)


def _with_time(sanction: Sanction, more: bool) -> Sanction:
    """Return a sanction that is in force already, with new time for its overdue conditions if there is `more`."""
    overdue = frozenset(one.id for one in sanction.conditions if more and one.state is ConditionState.OVERDUE)
    conditions = tuple(
        replace(one, state=ConditionState.OPEN) if one.id in overdue else one for one in sanction.conditions
    )
    return replace(sanction, begins=False, more_time=overdue, conditions=conditions)


def _build_sanction(terms: e.Terms, *, key: UUID, imposed: UUID, findings: tuple[UUID, ...]) -> Sanction:
    return Sanction(
        id=key,
        imposed=imposed,
        level=terms.level,
        findings=findings,
        term_days=terms.term_days,
        no_return_years=terms.no_return_years,
        abeyance=terms.abeyance,
        abeyance_days=terms.abeyance_days,
        conditions=tuple(
            Condition(id=key, days=days) for key, days in zip(terms.conditions, terms.condition_days, strict=True)
        ),
    )
