"""What the record says of the allegations, each with its state."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import AllegationState, Answer, CaseState, ClosingCode
from policy.findings import ParticularKind

A = AllegationState
WHOLE_ACT = (ParticularKind.ESSENTIAL,)
"""The particulars of an allegation whose act is one."""
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Allegation:
    """One commitment of one edition of the Code, one conduct period, one act, sealed in entry `framed_by`.

    `kinds` are those of its particulars, whose texts lie in entry `notified_by`, at `place` among those of that notice.
    """

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
    particular_answers: tuple[Answer, ...] = ()
    severity: int | None = None
    kinds: tuple[ParticularKind, ...] = WHOLE_ACT
    notified_by: UUID | None = None
    place: int = 0

    @property
    def admitted(self) -> frozenset[int]:
        """The places of the particulars whose facts the respondent has admitted."""
        if self.answer in (Answer.ADMIT, Answer.FACTS):
            return frozenset(range(len(self.kinds)))
        return frozenset(n for n, one in enumerate(self.particular_answers) if one is Answer.ADMIT)


class AllegationsPart(Part):
    """The allegations in the order they were framed. A state changes only where an event of the procedure changes it."""

    all: tuple[Allegation, ...] = ()

    def get(self, allegation: UUID) -> Allegation | None:
        return next((one for one in self.all if one.id == allegation), None)

    def in_state(self, *states: AllegationState) -> tuple[Allegation, ...]:
        return tuple(one for one in self.all if one.state in states)

    def number_of(self, key: UUID) -> int:
        """Return the number of an allegation in the case, as the desk and the letters count them."""
        return [one.id for one in self.all].index(key) + 1

    def commitments(self) -> list[int]:
        """Return the commitments alleged, each once, rising; what was put out of scope does not count."""
        return sorted({one.commitment for one in self.all if one.state is not A.OUT_OF_SCOPE})

    def _with_states(self, changes: Mapping[UUID, AllegationState]) -> Self:
        return replace(self, all=tuple(replace(one, state=changes.get(one.id, one.state)) for one in self.all))

    def _with_all_from(self, sources: Collection[AllegationState], state: AllegationState) -> Self:
        return self._with_states(dict.fromkeys((one.id for one in self.in_state(*sources)), state))

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.AllegationFramed() as event:
                return self._with_new(event)
            case e.AllegationScoped() as event:
                return self._with_scope(event)
            case e.AllegationSplit() as event:
                return self._with_parts(event)
            case e.AllegationAdded() as event:
                return self._with_new(event, state=A.IN_SCOPE, waived=event.waived)
            case e.ChargeAdded() as event:
                return self._with_new(event, state=A.CHARGED, waived=event.waived)
            case e.NoticeServed() as event:
                return self._with_particulars(event)
            case e.ResponseFiled() as event:
                return self._with_answers(event)
            case e.CaseFound(charged=charged):
                return self._with_states(dict.fromkeys(charged, A.CHARGED))._with_all_from({A.IN_SCOPE}, A.NO_CASE)
            case e.NoCaseFound():
                return self._with_all_from({A.IN_SCOPE}, A.NO_CASE)
            case e.ConsentAccepted():
                return self._with_all_from({A.IN_SCOPE, A.CHARGED}, A.ADMITTED)
            case e.ConsentReturned(to_state=state):
                earlier = A.IN_SCOPE if state is CaseState.CASE_TO_ANSWER else A.CHARGED
                return self._with_all_from({A.ADMITTED}, earlier)
            case e.FindingMade(allegation=one, proven=proven):
                return self._with_states({one: A.PROVEN if proven else A.NOT_PROVEN})
            case e.PanelDissolved() | e.RemittedToNewPanel() | e.AppealRemittedToPanel() | e.CaseReopenedForHearing():
                return self._with_all_from({A.PROVEN, A.NOT_PROVEN}, A.CHARGED)
            case e.AppealVaried(quashed=quashed):
                return self._with_states(dict.fromkeys(quashed, A.QUASHED))
            case e.DecisionQuashed():
                return self._with_all_from({A.PROVEN, A.ADMITTED}, A.QUASHED)
        return self

    def _with_new(
        self,
        event: e.AllegationFramed | e.AllegationNotified,
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
            kinds=event.kinds if isinstance(event, e.AllegationNotified) else WHOLE_ACT,
            notified_by=event.id if isinstance(event, e.AllegationNotified) else None,
        )
        return replace(self, all=(*self.all, new))

    def _with_particulars(self, event: e.NoticeServed) -> Self:
        kinds = dict(zip(event.allegations, event.kinds_of_each(), strict=True))
        places = {key: n for n, key in enumerate(event.allegations)}
        return replace(
            self,
            all=tuple(
                replace(one, kinds=kinds[one.id], notified_by=event.id, place=places[one.id])
                if one.id in kinds
                else one
                for one in self.all
            ),
        )

    def _with_answers(self, event: e.ResponseFiled) -> Self:
        said, left = dict(zip(event.allegations, event.answers, strict=True)), iter(event.particulars)
        of_each = {
            key: tuple(islice(left, len(one.kinds)))
            for key, answer in said.items()
            if answer is Answer.PARTLY and (one := self.get(key))
        }
        return replace(
            self,
            all=tuple(
                replace(one, answer=said[one.id], particular_answers=of_each.get(one.id, ())) if one.id in said else one
                for one in self.all
            ),
        )

    def _with_parts(self, event: e.AllegationSplit) -> Self:
        """Return the same with one allegation in two parts; a part that no oath covers is out for want of jurisdiction."""
        whole = self.get(event.allegation)
        assert whole is not None
        before = replace(_under(whole, event.edition_before), last_day=event.on - DAY, ongoing=False)
        after = replace(_under(whole, event.edition_after), id=event.part, first_day=event.on)
        place = self.all.index(whole)
        return replace(self, all=(*self.all[:place], before, after, *self.all[place + 1 :]))

    def _with_scope(self, event: e.AllegationScoped) -> Self:
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
