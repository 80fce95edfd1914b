"""What can have happened: findings and recommendation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.record.events.terms import Terms
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Standard, Verb
from policy.rules import Level, Severity

FINDINGS = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS)
DELIBERATION = sealed_for(CaseCompartment.PANEL, Reading.READ_DELIBERATION)
RECOMMENDATION = sealed_for(CaseCompartment.DECISION, Reading.READ_DELIBERATION, Reading.READ_PACK)


@dataclass(frozen=True, kw_only=True)
class FindingsRecorded(Event):
    """The panel saved its findings for good, and how many charges were proven. Earlier cases open only now."""

    type: ClassVar[str] = "case.findings_recorded"
    title: ClassVar[Promise] = _("Findings saved")
    verb: ClassVar[Verb] = Verb.RECORD_FINDINGS
    sealed: ClassVar[Mapping[str, Sealed]] = {"dissent": DELIBERATION}
    labels: ClassVar[Mapping[str, Promise]] = {"dissent": _("Dissent")}
    proven: int


@dataclass(frozen=True, kw_only=True)
class FindingMade(Event):
    """What was found on one charge, by which standard, and on which evidence or admission. It has a severity only if proven."""

    type: ClassVar[str] = "finding.made"
    title: ClassVar[Promise] = _("Finding")
    verb: ClassVar[Verb] = Verb.RECORD_FINDINGS
    sealed: ClassVar[Mapping[str, Sealed]] = {"facts": FINDINGS, "reasons": FINDINGS}
    allegation: UUID
    commitment: int
    edition: UUID
    proven: bool
    severity: Severity | None
    standard: Standard
    evidence: tuple[UUID, ...]
    on_admission: bool


@dataclass(frozen=True, kw_only=True)
class HistoryOpened(Event):
    """The panel, whose findings are saved, was shown the respondent's earlier decided cases, and which."""

    type: ClassVar[str] = "case.history_opened"
    title: ClassVar[Promise] = _("Earlier cases read")
    verb: ClassVar[Verb] = Verb.OPEN_HISTORY
    cases: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class SanctionViewsFiled(Event):
    """The respondent commented on the sanction after something was proven; panel and board read it."""

    type: ClassVar[str] = "case.sanction_views_filed"
    title: ClassVar[Promise] = _("Respondent on the sanction")
    verb: ClassVar[Verb] = Verb.SUBMIT_ON_SANCTION
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "views": sealed_for(
            CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_PACK, Reading.READ_OWN_EVIDENCE
        )
    }
    labels: ClassVar[Mapping[str, Promise]] = {"views": _("What was said on the sanction")}


@dataclass(frozen=True, kw_only=True)
class CaseNotProven(Moved):
    """Nothing was found proven, and the case was closed with the panel's reasons."""

    type: ClassVar[str] = "case.case_not_proven"
    title: ClassVar[Promise] = _("Closed as not proven")
    verb: ClassVar[Verb] = Verb.CLOSE_NOT_PROVEN
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": FINDINGS}
    closing_code: ClosingCode = ClosingCode.NOT_PROVEN


@dataclass(frozen=True, kw_only=True)
class SanctionRecommended(Terms, Moved):
    """The panel recommended terms to the board.

    `low` to `high` is the range its sheet came to, `net` its factors in sum, `fixed` the highest start that a kind of
    conduct had whatever the matrix says. The factors with their evidence, and every reason, are sealed.
    """

    type: ClassVar[str] = "case.sanction_recommended"
    title: ClassVar[Promise] = _("Sanction recommended")
    verb: ClassVar[Verb] = Verb.RECOMMEND_SANCTION
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "reasons": RECOMMENDATION,
        "wording": RECOMMENDATION,
        "factors": RECOMMENDATION,
        "lower_level": RECOMMENDATION,
        "outside_range": RECOMMENDATION,
    }
    low: Level
    high: Level
    net: int
    fixed: Level | None = None
