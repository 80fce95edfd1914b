"""What can have happened: dismissal, its review, and referral elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Moved, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb

REASONS = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT)
STAFF = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)


@dataclass(frozen=True, kw_only=True)
class CaseDismissed(Moved):
    """The complaint was dismissed, with a code for each allegation still open; `code` is the code for the case."""

    type: ClassVar[str] = "case.case_dismissed"
    title: ClassVar[Promise] = _("Case dismissed")
    verb: ClassVar[Verb] = Verb.DISMISS_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": REASONS}
    code: ClosingCode
    allegations: tuple[UUID, ...] = ()
    codes: tuple[ClosingCode, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReviewLapsed(Moved):
    """Nobody asked for a review in time, and the dismissal stands."""

    type: ClassVar[str] = "case.review_lapsed"
    title: ClassVar[Promise] = _("Time to ask for a review over")
    verb: ClassVar[Verb] = Verb.REVIEW_LAPSES
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class ReviewRequested(Moved):
    """The reporter asked for a review of the dismissal by another person."""

    type: ClassVar[str] = "case.review_requested"
    title: ClassVar[Promise] = _("Review asked for")
    verb: ClassVar[Verb] = Verb.REQUEST_REVIEW
    sealed: ClassVar[Mapping[str, Sealed]] = {"ground": REASONS}


@dataclass(frozen=True, kw_only=True)
class DismissalUpheld(Moved):
    """The reviewer found the dismissal right."""

    type: ClassVar[str] = "case.dismissal_upheld"
    title: ClassVar[Promise] = _("Dismissal upheld")
    verb: ClassVar[Verb] = Verb.UPHOLD_DISMISSAL
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": REASONS}
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class CaseReinstated(Moved):
    """The reviewer sent the complaint back to screening, to new screeners."""

    type: ClassVar[str] = "case.case_reinstated"
    title: ClassVar[Promise] = _("Case taken up again")
    verb: ClassVar[Verb] = Verb.REINSTATE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": REASONS}


@dataclass(frozen=True, kw_only=True)
class InvestigationResumed(Moved):
    """The reviewer sent the case back to the investigation that had been stopped."""

    type: ClassVar[str] = "case.investigation_resumed"
    title: ClassVar[Promise] = _("Investigation resumed")
    verb: ClassVar[Verb] = Verb.RESUME_INVESTIGATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": REASONS}


@dataclass(frozen=True, kw_only=True)
class InvestigationStopped(Moved):
    """The investigation was stopped before any notice, with a code for each allegation."""

    type: ClassVar[str] = "case.investigation_stopped"
    title: ClassVar[Promise] = _("Investigation stopped")
    verb: ClassVar[Verb] = Verb.STOP_INVESTIGATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": REASONS}
    code: ClosingCode
    allegations: tuple[UUID, ...] = ()
    codes: tuple[ClosingCode, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseReferred(Moved):
    """The matter went to a body that can deal with it better, with consent or under a duty."""

    type: ClassVar[str] = "case.case_referred"
    title: ClassVar[Promise] = _("Referred elsewhere")
    verb: ClassVar[Verb] = Verb.REFER_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "forum": REASONS,
        "disclosure": STAFF,
        "reasons": REASONS,
    }
    labels: ClassVar[Mapping[str, Promise]] = {"forum": _("Where to"), "disclosure": _("What is passed on")}
    closing_code: ClosingCode
    consented: bool
