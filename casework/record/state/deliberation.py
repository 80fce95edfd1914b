"""What the record says of findings and recommendation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record.events import (
    AppealRemittedToPanel,
    AppealVaried,
    BoardDecided,
    CaseNotProven,
    CaseReopened,
    CaseReopenedForHearing,
    DecisionQuashed,
    FindingMade,
    FindingsRecorded,
    HearingReopened,
    HistoryOpened,
    LateEvidenceFiled,
    LateEvidenceRuled,
    PanelDissolved,
    Recorded,
    RemittedToNewPanel,
    RemittedToPanel,
    SanctionRecommended,
    SanctionViewsFiled,
)
from casework.record.state.before import Before
from casework.vocabulary import AllegationState, LateRuling, Seat


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A finding that no longer stands, or an admission where `finding` is None: by which type of event, since which day.

    `served`: a letter that tells the finding had reached the respondent before.
    """

    allegation: UUID
    finding: FindingMade | None
    by: str
    on: date
    served: bool


@dataclass(frozen=True, kw_only=True)
class DeliberationPart:
    """The findings that stand, those that were set aside, the history that was opened, and what was recommended.

    `history` holds the earlier cases that were shown, `readings` the entries of the readings, `readers` who read.
    `views_filed`: the respondent has spoken on the sanction. `late`: evidence that came after the hearing and was not
    ruled on; `late_admitted`: some was admitted that has to be heard. `letters`: the entries whose letters tell the findings.
    """

    saved: bool = False
    findings: tuple[FindingMade, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    letters: frozenset[UUID] = frozenset()
    history: frozenset[UUID] = frozenset()
    readings: frozenset[UUID] = frozenset()
    readers: frozenset[UUID] = frozenset()
    views_filed: bool = False
    late: frozenset[UUID] = frozenset()
    late_admitted: bool = False
    recommended: SanctionRecommended | None = None

    @property
    def proven(self) -> tuple[FindingMade, ...]:
        """The findings that found a breach."""
        return tuple(finding for finding in self.findings if finding.proven)

    def after(self, happened: Recorded, before: Before) -> Self:
        """Return what holds after one more event."""
        match happened.event:
            case FindingsRecorded(id=entry):
                return replace(self, saved=True, letters=self.letters | {entry})
            case CaseNotProven(id=entry) | BoardDecided(id=entry):
                return replace(self, letters=self.letters | {entry})
            case FindingMade() as event:
                return replace(self, findings=(*self.findings, event))
            case HistoryOpened(id=entry, cases=cases):
                return replace(
                    self,
                    history=self.history | set(cases),
                    readings=self.readings | {entry},
                    readers=self.readers | {happened.actor},
                )
            case SanctionViewsFiled():
                return replace(self, views_filed=True)
            case LateEvidenceFiled(evidence=key):
                return replace(self, late=self.late | {key})
            case LateEvidenceRuled(piece=key, ruling=ruling):
                admitted = self.late_admitted or ruling is LateRuling.HEARD
                return replace(self, late=self.late - {key}, late_admitted=admitted)
            case HearingReopened():
                return replace(self, late_admitted=False)
            case SanctionRecommended() as event:
                return replace(self, recommended=event)
            case RemittedToPanel():
                return replace(self, recommended=None)
            case PanelDissolved() | RemittedToNewPanel() | AppealRemittedToPanel():
                return type(self)(set_aside=self._set_aside(happened, before))
            case CaseReopenedForHearing() | CaseReopened():
                return type(self)(set_aside=self._set_aside(happened, before))
            case AppealVaried(quashed=quashed):
                gone = self._set_aside(happened, before, among=frozenset(quashed))
                left = tuple(one for one in self.findings if one.allegation not in quashed)
                return replace(self, findings=left, set_aside=gone)
            case DecisionQuashed():
                on_consent = [one.id for one in before.allegations.in_state(AllegationState.ADMITTED)]
                gone = self._set_aside(happened, before, admitted=on_consent)
                return replace(self, findings=(), set_aside=gone)
        return self

    def _set_aside(
        self,
        happened: Recorded,
        before: Before,
        *,
        among: frozenset[UUID] | None = None,
        admitted: Iterable[UUID] = (),
    ) -> tuple[SetAside, ...]:
        """Return what was set aside so far and what an event sets aside now: the findings `among` some, or all."""
        served = any(before.service.day(entry, Seat.RESPONDENT) for entry in self.letters)
        gone: list[tuple[UUID, FindingMade | None]] = [(key, None) for key in admitted]
        gone += [(one.allegation, one) for one in self.findings if among is None or one.allegation in among]
        by, on = happened.event.type, before.day_of(happened.at)
        new = [SetAside(allegation=key, finding=one, by=by, on=on, served=served) for key, one in gone]
        return (*self.set_aside, *new)
