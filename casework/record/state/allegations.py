"""What the record says of the allegations, each with its state."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self
from uuid import UUID

from casework.record.events import (
    AllegationAdded,
    AllegationFramed,
    AllegationScoped,
    AllegationSplit,
    AppealRemittedToPanel,
    AppealVaried,
    CaseFound,
    CaseReopenedForHearing,
    ChargeAdded,
    ConsentAccepted,
    ConsentReturned,
    DecisionQuashed,
    FindingMade,
    NoCaseFound,
    PanelDissolved,
    Recorded,
    RemittedToNewPanel,
    ResponseFiled,
)
from casework.record.state.before import Before
from casework.vocabulary import AllegationState, Answer, CaseState, ClosingCode

A = AllegationState
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Allegation:
    """One commitment of one edition of the Code, one conduct period, one act, sealed in entry `framed_by`."""

    id: UUID
    framed_by: UUID
    commitment: int
    edition: UUID
    first_day: date
    last_day: date
    ongoing: bool = False
    known_on: date | None = None
    state: AllegationState = A.DRAFTED
    scope_code: ClosingCode | None = None
    waived: bool = False
    answer: Answer | None = None
    severity: int | None = None


@dataclass(frozen=True, kw_only=True)
class AllegationsPart:
    """The allegations in the order they were framed. A state changes only where an event of the procedure changes it."""

    all: tuple[Allegation, ...] = ()

    def get(self, allegation: UUID) -> Allegation | None:
        """Return one allegation by its key, or None."""
        return next((one for one in self.all if one.id == allegation), None)

    def in_state(self, *states: AllegationState) -> tuple[Allegation, ...]:
        """Return the allegations in any of `states`."""
        return tuple(one for one in self.all if one.state in states)

    def commitments(self) -> list[int]:
        """Return the commitments alleged, each once, rising; what was put out of scope does not count."""
        return sorted({one.commitment for one in self.all if one.state is not A.OUT_OF_SCOPE})

    def moved(self, changes: Mapping[UUID, AllegationState]) -> Self:
        """Return the same with the allegations named in `changes` in their new states."""
        return replace(self, all=tuple(replace(one, state=changes.get(one.id, one.state)) for one in self.all))

    def swept_to(self, state: AllegationState, sources: Collection[AllegationState]) -> Self:
        """Return the same with every allegation that is in one of `sources` in `state`."""
        return self.moved({one.id: state for one in self.in_state(*sources)})

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case AllegationFramed() as event:
                return self._framed(event)
            case AllegationScoped() as event:
                return self._scoped(event)
            case AllegationSplit() as event:
                return self._split(event)
            case AllegationAdded() as event:
                return self._framed(event, state=A.IN_SCOPE, waived=event.waived)
            case ChargeAdded() as event:
                return self._framed(event, state=A.CHARGED, waived=event.waived)
            case ResponseFiled() as event:
                return self._answered(event)
            case CaseFound(charged=charged):
                return self.moved(dict.fromkeys(charged, A.CHARGED)).swept_to(A.NO_CASE, {A.IN_SCOPE})
            case NoCaseFound():
                return self.swept_to(A.NO_CASE, {A.IN_SCOPE})
            case ConsentAccepted():
                return self.swept_to(A.ADMITTED, {A.IN_SCOPE, A.CHARGED})
            case ConsentReturned(to_state=state):
                return self.swept_to(A.IN_SCOPE if state is CaseState.CASE_TO_ANSWER else A.CHARGED, {A.ADMITTED})
            case FindingMade(allegation=one, proven=proven):
                return self.moved({one: A.PROVEN if proven else A.NOT_PROVEN})
            case PanelDissolved() | RemittedToNewPanel() | AppealRemittedToPanel() | CaseReopenedForHearing():
                return self.swept_to(A.CHARGED, {A.PROVEN, A.NOT_PROVEN})
            case AppealVaried(quashed=quashed):
                return self.moved(dict.fromkeys(quashed, A.QUASHED))
            case DecisionQuashed():
                return self.swept_to(A.QUASHED, {A.PROVEN, A.ADMITTED})
        return self

    def _framed(
        self,
        event: AllegationFramed | AllegationAdded | ChargeAdded,
        *,
        state: AllegationState = A.DRAFTED,
        waived: bool = False,
    ) -> Self:
        new = Allegation(
            id=event.allegation,
            framed_by=event.id,
            commitment=event.commitment,
            edition=event.edition,
            first_day=event.first_day,
            last_day=event.last_day,
            ongoing=event.ongoing,
            known_on=event.known_on,
            state=state,
            waived=waived,
        )
        return replace(self, all=(*self.all, new))

    def _answered(self, event: ResponseFiled) -> Self:
        said = dict(zip(event.allegations, event.answers, strict=True))
        return replace(self, all=tuple(replace(one, answer=said.get(one.id, one.answer)) for one in self.all))

    def _split(self, event: AllegationSplit) -> Self:
        """Return the same with one allegation in two parts; a part that no oath covers is out for want of jurisdiction."""
        whole = self.get(event.allegation)
        assert whole is not None
        before = replace(_under(whole, event.edition_before), last_day=event.on - DAY, ongoing=False)
        after = replace(_under(whole, event.edition_after), id=event.part, first_day=event.on)
        place = self.all.index(whole)
        return replace(self, all=(*self.all[:place], before, after, *self.all[place + 1 :]))

    def _scoped(self, event: AllegationScoped) -> Self:
        state = A.IN_SCOPE if event.in_scope else A.OUT_OF_SCOPE
        return replace(
            self,
            all=tuple(
                replace(one, state=state, scope_code=event.code, waived=event.waived)
                if one.id == event.allegation
                else one
                for one in self.all
            ),
        )


def _under(one: Allegation, edition: UUID | None) -> Allegation:
    if edition is None:
        return replace(one, state=A.OUT_OF_SCOPE, scope_code=ClosingCode.NO_JURISDICTION)
    return replace(one, edition=edition, state=A.DRAFTED, scope_code=None, waived=False)
