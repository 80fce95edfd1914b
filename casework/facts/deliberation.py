"""What the record says of findings and recommendation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from uuid import UUID

from casework.events import (
    AppealRemittedToPanel,
    CaseReopened,
    CaseReopenedForHearing,
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
from casework.vocabulary import LateRuling

if TYPE_CHECKING:
    from casework.facts.case import CaseFacts


@dataclass(frozen=True, kw_only=True)
class DeliberationFacts:
    """The findings that stand, the history that was opened, and what was recommended.

    `history` holds the earlier cases that were shown, `readings` the entries of the readings, `readers` who read.
    `views_filed`: the respondent has spoken on the sanction. `late`: evidence that came after the hearing and was not
    ruled on; `late_admitted`: some was admitted that has to be heard.
    """

    saved: bool = False
    findings: tuple[FindingMade, ...] = ()
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

    def after(self, happened: Recorded, before: CaseFacts) -> Self:
        """Return what holds after one more fact."""
        match happened.fact:
            case FindingsRecorded():
                return replace(self, saved=True)
            case FindingMade() as fact:
                return replace(self, findings=(*self.findings, fact))
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
            case SanctionRecommended() as fact:
                return replace(self, recommended=fact)
            case RemittedToPanel():
                return replace(self, recommended=None)
            case PanelDissolved() | RemittedToNewPanel() | AppealRemittedToPanel():
                return type(self)()
            case CaseReopenedForHearing() | CaseReopened():
                return type(self)()
        return self
