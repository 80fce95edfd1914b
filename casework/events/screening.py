"""What can have happened: the screening of a complaint."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class RiskTriaged(Fact):
    """."""

    type: ClassVar[str] = "case.risk_triaged"
    verb: ClassVar[Verb] = Verb.TRIAGE_CASE


@dataclass(frozen=True, kw_only=True)
class RespondentIdentified(Fact):
    """."""

    type: ClassVar[str] = "case.respondent_identified"
    verb: ClassVar[Verb] = Verb.IDENTIFY_RESPONDENT


@dataclass(frozen=True, kw_only=True)
class AllegationFramed(Fact):
    """."""

    type: ClassVar[str] = "allegation.made"
    verb: ClassVar[Verb] = Verb.FRAME_ALLEGATION


@dataclass(frozen=True, kw_only=True)
class AllegationScoped(Fact):
    """."""

    type: ClassVar[str] = "case.allegation_scoped"
    verb: ClassVar[Verb] = Verb.SCOPE_ALLEGATION


@dataclass(frozen=True, kw_only=True)
class IdentityDecided(Fact):
    """."""

    type: ClassVar[str] = "case.identity_decided"
    verb: ClassVar[Verb] = Verb.DECIDE_IDENTITY


@dataclass(frozen=True, kw_only=True)
class InvestigationOpened(Moved):
    """."""

    type: ClassVar[str] = "case.opened"
    verb: ClassVar[Verb] = Verb.OPEN_INVESTIGATION


@dataclass(frozen=True, kw_only=True)
class InformationRequested(Moved):
    """."""

    type: ClassVar[str] = "case.information_requested"
    verb: ClassVar[Verb] = Verb.REQUEST_INFORMATION


@dataclass(frozen=True, kw_only=True)
class InformationSupplied(Moved):
    """."""

    type: ClassVar[str] = "case.information_supplied"
    verb: ClassVar[Verb] = Verb.SUPPLY_INFORMATION


@dataclass(frozen=True, kw_only=True)
class InformationLapsed(Moved):
    """."""

    type: ClassVar[str] = "case.information_lapsed"
    verb: ClassVar[Verb] = Verb.INFORMATION_LAPSES
