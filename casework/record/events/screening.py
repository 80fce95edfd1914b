"""What can have happened: the screening of a complaint."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, IdentityDecision, Reading, Verb

STAFF = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)
STAFF_AND_REPORTER = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT)
BOTH_SIDES = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT, Reading.READ_NOTICE)


@dataclass(frozen=True, kw_only=True)
class RiskTriaged(Event):
    """The risk questions were answered with the names hidden; `severity` (1 to 4) is provisional."""

    type: ClassVar[str] = "case.risk_triaged"
    title: ClassVar[Promise] = _("Risk recorded")
    verb: ClassVar[Verb] = Verb.TRIAGE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"notes": STAFF}
    labels: ClassVar[Mapping[str, Promise]] = {"notes": _("Notes")}
    severity: int
    imminent_harm: bool
    power_imbalance: bool
    dishonesty: bool
    harassment: bool


@dataclass(frozen=True, kw_only=True)
class RespondentIdentified(Event):
    """The member whom this case is about was identified; `respondent` is the member's pseudonym in this case."""

    type: ClassVar[str] = "case.respondent_identified"
    title: ClassVar[Promise] = _("Respondent identified")
    verb: ClassVar[Verb] = Verb.IDENTIFY_RESPONDENT
    sealed: ClassVar[Mapping[str, Sealed]] = {"member": sealed_for(CaseCompartment.CASE, Reading.SEE_CASE)}
    respondent: UUID


@dataclass(frozen=True, kw_only=True)
class AllegationFramed(Event):
    """One commitment, one conduct period, one act, under the edition of the Code that was sworn.

    `known_on` is the day when the reporter learned of the conduct (None: its last day). `oath` holds the leaf of the
    signature in force on its last day.
    """

    type: ClassVar[str] = "allegation.made"
    title: ClassVar[Promise] = _("Allegation framed")
    verb: ClassVar[Verb] = Verb.FRAME_ALLEGATION
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "act": sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_NOTICE, Reading.READ_FINDINGS),
        "oath": STAFF,
    }
    allegation: UUID
    commitment: int
    edition: UUID
    first_day: date
    last_day: date
    ongoing: bool = False
    known_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AllegationScoped(Event):
    """It was decided whether an allegation, if true, would breach its commitment; `waived` admits one out of time."""

    type: ClassVar[str] = "case.allegation_scoped"
    title: ClassVar[Promise] = _("Scope of an allegation decided")
    verb: ClassVar[Verb] = Verb.SCOPE_ALLEGATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    allegation: UUID
    in_scope: bool
    code: ClosingCode | None = None
    waived: bool = False


@dataclass(frozen=True, kw_only=True)
class IdentityDecided(Event):
    """It was decided, before the notice, what happens to the reporter's identity; also if there is none."""

    type: ClassVar[str] = "case.identity_decided"
    title: ClassVar[Promise] = _("Reporter’s identity decided on")
    verb: ClassVar[Verb] = Verb.DECIDE_IDENTITY
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    decision: IdentityDecision


@dataclass(frozen=True, kw_only=True)
class InvestigationOpened(Moved):
    """The investigation began; `oaths` holds the signatures in force on the days of the conduct."""

    type: ClassVar[str] = "case.opened"
    title: ClassVar[Promise] = _("Investigation opened")
    verb: ClassVar[Verb] = Verb.OPEN_INVESTIGATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"oaths": STAFF}


@dataclass(frozen=True, kw_only=True)
class InformationRequested(Moved):
    """The reporter was asked for listed items."""

    type: ClassVar[str] = "case.information_requested"
    title: ClassVar[Promise] = _("Information asked for")
    verb: ClassVar[Verb] = Verb.REQUEST_INFORMATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"items": STAFF_AND_REPORTER}
    labels: ClassVar[Mapping[str, Promise]] = {"items": _("What is asked for")}


@dataclass(frozen=True, kw_only=True)
class InformationSupplied(Moved):
    """The reporter answered the request for items, perhaps that there is nothing more."""

    type: ClassVar[str] = "case.information_supplied"
    title: ClassVar[Promise] = _("Information supplied")
    verb: ClassVar[Verb] = Verb.SUPPLY_INFORMATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"answer": STAFF_AND_REPORTER}
    nothing_more: bool


@dataclass(frozen=True, kw_only=True)
class InformationLapsed(Moved):
    """The time to supply items ended; the complaint is decided on what is there."""

    type: ClassVar[str] = "case.information_lapsed"
    title: ClassVar[Promise] = _("Time for information over")
    verb: ClassVar[Verb] = Verb.INFORMATION_LAPSES


@dataclass(frozen=True, kw_only=True)
class InformationTimeExtended(Event):
    """The reporter got `days` more days to supply the items, once in each round."""

    type: ClassVar[str] = "case.information_time_extended"
    title: ClassVar[Promise] = _("More time for information")
    verb: ClassVar[Verb] = Verb.EXTEND_INFORMATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF_AND_REPORTER}
    days: int


@dataclass(frozen=True, kw_only=True)
class AllegationSplit(Event):
    """An allegation was split: the days before `on` keep its key, `part` has that day and all later ones.

    Each part falls under the edition sworn to on its own days; None if no oath bound the member on any of them.
    """

    type: ClassVar[str] = "case.allegation_split"
    title: ClassVar[Promise] = _("Allegation split")
    verb: ClassVar[Verb] = Verb.SPLIT_ALLEGATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    allegation: UUID
    part: UUID
    on: date
    edition_before: UUID | None
    edition_after: UUID | None


@dataclass(frozen=True, kw_only=True)
class InvestigationExtended(Event):
    """The investigation got `days` more days."""

    type: ClassVar[str] = "case.investigation_extended"
    title: ClassVar[Promise] = _("More time for the investigation")
    verb: ClassVar[Verb] = Verb.EXTEND_INVESTIGATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": BOTH_SIDES}
    days: int
