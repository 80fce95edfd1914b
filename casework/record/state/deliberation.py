"""What the record says of findings and recommendation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID

from casework.record import events as e
from casework.record.state.part import Before, Part
from casework.vocabulary import AllegationState, LateRuling, Seat
from policy.rules import Severity


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A finding (or an admission, if `finding` is None) that no longer stands: which type of event set it aside, and when.

    `served`: a letter about the finding had reached the respondent before.
    """

    allegation: UUID
    finding: e.FindingMade | None
    by: str
    on: date
    served: bool


class DeliberationPart(Part):
    """The findings that stand, those that were set aside, the history that was read, and the recommendation.

    `history` holds the earlier cases that were shown, `readings` the entries of the readings, `readers` who read.
    `first_views` names who has formed one; `signed` and `minority` have who signed, or wrote the reasons of a minority, and
    in which entry. `may_be` and `may_weigh` are the severities and factors of which the member
    was told. `views_filed`: the respondent has commented on the sanction since. `late`: evidence that came after the hearing
    and was not ruled on; `late_admitted`: some was admitted that has to be heard. `letters`: the entries whose letters tell
    the findings. `sent_back`: the entry by which the board sent the recommendation back, until the panel recommends again.
    """

    first_views: frozenset[UUID] = frozenset()
    signed: tuple[tuple[UUID, UUID], ...] = ()
    minority: tuple[tuple[UUID, UUID], ...] = ()
    saved: bool = False
    findings: tuple[e.FindingMade, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    letters: frozenset[UUID] = frozenset()
    history: frozenset[UUID] = frozenset()
    readings: frozenset[UUID] = frozenset()
    readers: frozenset[UUID] = frozenset()
    may_be: frozenset[Severity] = frozenset()
    may_weigh: frozenset[int] = frozenset()
    views_filed: bool = False
    late: frozenset[UUID] = frozenset()
    late_admitted: bool = False
    recommended: e.SanctionRecommended | None = None
    sent_back: UUID | None = None

    @property
    def signers(self) -> frozenset[UUID]:
        return frozenset(person for person, _entry in self.signed)

    @property
    def proven_findings(self) -> tuple[e.FindingMade, ...]:
        return tuple(finding for finding in self.findings if finding.proven)

    @property
    def severities(self) -> tuple[tuple[UUID, Severity], ...]:
        """How grave the panel called each proven allegation when it recommended a sanction; empty before."""
        sheet = self.recommended
        return tuple(zip(sheet.graded, sheet.severities, strict=True)) if sheet else ()

    def apply(self, happened: e.Recorded, before: Before) -> Self:
        match happened.event:
            case e.FirstViewGiven():
                return replace(self, first_views=self.first_views | {happened.actor})
            case e.FindingsSigned(id=entry):
                return replace(self, signed=(*self.signed, (happened.actor, entry)))
            case e.MinorityReasonsWritten(id=entry):
                return replace(self, minority=(*self.minority, (happened.actor, entry)))
            case e.FindingsRecorded(id=entry):
                return replace(self, saved=True, letters=self.letters | {entry})
            case e.CaseNotProven(id=entry) | e.BoardDecided(id=entry):
                return replace(self, letters=self.letters | {entry})
            case e.FindingMade() as event:
                return replace(self, findings=(*self.findings, event))
            case e.FactorsNamed(id=entry, severities=severities, weights=weights):
                return replace(
                    self,
                    letters=self.letters | {entry},
                    may_be=self.may_be | set(severities),
                    may_weigh=self.may_weigh | set(weights),
                    views_filed=False,
                )
            case e.HistoryOpened(id=entry, cases=cases):
                return replace(
                    self,
                    history=self.history | set(cases),
                    readings=self.readings | {entry},
                    readers=self.readers | {happened.actor},
                )
            case e.SanctionViewsFiled():
                return replace(self, views_filed=True)
            case e.LateEvidenceFiled(evidence=key):
                return replace(self, late=self.late | {key})
            case e.LateEvidenceRuled(piece=key, ruling=ruling):
                admitted = self.late_admitted or ruling is LateRuling.HEARD
                return replace(self, late=self.late - {key}, late_admitted=admitted)
            case e.FilingExcluded(evidence=key):
                return replace(self, late=self.late - {key})
            case e.HearingReopened():
                return replace(self, late_admitted=False, first_views=frozenset(), signed=(), minority=())
            case e.SanctionRecommended() as event:
                return replace(self, recommended=event, sent_back=None)
            case e.RemittedToPanel(id=entry):
                return replace(self, recommended=None, sent_back=entry)
            case e.PanelDissolved() | e.RemittedToNewPanel() | e.AppealRemittedToPanel():
                return type(self)(set_aside=self._build_set_aside(happened, before))
            case e.CaseReopenedForHearing() | e.CaseReopened():
                return type(self)(set_aside=self._build_set_aside(happened, before))
            case e.AppealVaried(quashed=quashed):
                gone = self._build_set_aside(happened, before, among=frozenset(quashed))
                left = tuple(one for one in self.findings if one.allegation not in quashed)
                return replace(self, findings=left, set_aside=gone)
            case e.DecisionQuashed():
                on_consent = [one.id for one in before.allegations.in_state(AllegationState.ADMITTED)]
                gone = self._build_set_aside(happened, before, admitted=on_consent)
                return replace(self, findings=(), set_aside=gone)
        return self

    def _build_set_aside(
        self,
        happened: e.Recorded,
        before: Before,
        *,
        among: frozenset[UUID] | None = None,
        admitted: Iterable[UUID] = (),
    ) -> tuple[SetAside, ...]:
        """Return what was set aside before, and what this event sets aside: the findings on `among`, or all findings."""
        served = any(before.service.day(entry, Seat.RESPONDENT) for entry in self.letters)
        gone: list[tuple[UUID, e.FindingMade | None]] = [(key, None) for key in admitted]
        gone += [(one.allegation, one) for one in self.findings if among is None or one.allegation in among]
        by, on = happened.event.type, before.day_of(happened.at)
        new = [SetAside(allegation=key, finding=one, by=by, on=on, served=served) for key, one in gone]
        return (*self.set_aside, *new)
