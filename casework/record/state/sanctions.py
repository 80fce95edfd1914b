"""What the record says of sanctions, their conditions and terms."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.clocks import Span, Spans
from casework.record.state.part import Before, Part
from casework.vocabulary import AllegationState, ClockName, ConditionState, SanctionState
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

    `served` are the days of its term that had passed when a late appeal stayed it: they count when it continues.
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
    def is_unfinished(self) -> bool:
        """Whether a condition or the term still runs, or would once the sanction is final."""
        waiting = {ConditionState.OPEN, ConditionState.EVIDENCE_FILED, ConditionState.OVERDUE}
        return any(c.state in waiting for c in self.conditions) or (self.term_days > 0 and not self.term_over)


class SanctionsPart(Part):
    """The sanctions, latest last. `imposed`: the latest decision imposed one; after a breach it may keep the old one."""

    all: tuple[Sanction, ...] = ()
    imposed: bool = False

    @property
    def current(self) -> Sanction | None:
        """The latest sanction that was not quashed."""
        return next((one for one in reversed(self.all) if one.state is not SanctionState.QUASHED), None)

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

    @property
    def in_abeyance(self) -> e.Terms:
        """What a breach of the current sanction would bring into force; terms of L0 if nothing was named."""
        sanction = self.current
        if sanction is None or sanction.abeyance is None:
            return e.Terms(level=Level.L0)
        return e.Terms(level=sanction.abeyance, term_days=sanction.abeyance_days)

    @property
    def to_lift(self) -> Sanction | None:
        """The latest sanction that is in the register of members although it has ended or is stayed, or None."""
        applied = (one for one in reversed(self.all) if one.applied)
        return next((one for one in applied if one.state is not SanctionState.ACTIVE or one.term_over), None)

    def condition(self, key: UUID) -> Condition | None:
        return next((c for c in self.current.conditions if c.id == key), None) if self.current else None

    def spans(self) -> Spans:
        """Return the conditions and terms that begin when the sanction becomes final; those that already run continue."""
        now = self.current
        if now is None:
            return {}
        waiting = [
            c for c in now.conditions if c.state is not ConditionState.MET and (now.begins or c.id in now.more_time)
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
                return replace(self, all=(*self.all, new), imposed=True)
            case e.AppealVaried() as event:
                return self._with_variation(event, before)
            case e.MadeFinal():
                return self._with_finality()
            case e.LateAppealAdmitted():
                return self._with(state=SanctionState.STAYED, begins=False, served=self._days_served(happened, before))
            case e.AppealRemittedToBoard() | e.DecisionVoided():
                return self._with(state=SanctionState.QUASHED) if self.imposed else self
            case e.DecisionQuashed() | e.AppealRemittedToPanel() | e.CaseReopened() | e.CaseReopenedForHearing():
                return self._with(state=SanctionState.QUASHED)
            case e.SanctionApplied():
                return self._with(applied=True)
            case e.SanctionLifted(sanction=key):
                return replace(self, all=tuple(replace(one, applied=one.applied and one.id != key) for one in self.all))
            case e.TermEnded(subject=key):
                return replace(
                    self, all=tuple(replace(one, term_over=one.term_over or one.id == key) for one in self.all)
                )
            case e.SanctionCompleted():
                return self._with(state=SanctionState.COMPLETED)
            case e.ClosedUnmet():
                return self._with(state=SanctionState.UNMET)
            case e.CaseAbated():
                return self._with(state=SanctionState.ENDED_BY_DEATH)
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

    def _with_finality(self) -> Self:
        """Return the part with the stayed sanction in force, or with new time for overdue conditions if it was in force."""
        now = self.current
        if now is None or now.state is SanctionState.STAYED:
            return self._with(state=SanctionState.ACTIVE, begins=True)
        overdue = frozenset(c.id for c in now.conditions if c.state is ConditionState.OVERDUE)
        conditions = tuple(replace(c, state=ConditionState.OPEN) if c.id in overdue else c for c in now.conditions)
        return self._with(begins=False, more_time=overdue, conditions=conditions)

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
        return replace(self, all=(*(one for one in self.all if one is not now), varied))

    def _days_served(self, happened: e.Recorded, before: Before) -> int:
        now = self.current
        run = before.clock(ClockName.TERM, now.id) if now else None
        if now is None or run is None or not run.running:
            return now.served if now else 0
        return now.served + (before.day_of(happened.at) - before.day_of(run.started)).days

    def _with(self, **changes: object) -> Self:
        now = self.current
        if now is None:
            return self
        return replace(self, all=tuple(replace(one, **changes) if one.id == now.id else one for one in self.all))  # type: ignore[arg-type]

    def _with_condition(self, key: UUID, state: ConditionState) -> Self:
        if self.current is None:
            return self
        return self._with(
            conditions=tuple(replace(c, state=state) if c.id == key else c for c in self.current.conditions)
        )


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
