"""What can have happened: dismissal, its review, and referral elsewhere."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class CaseDismissed(Moved):
    """."""

    type: ClassVar[str] = "case.case_dismissed"
    verb: ClassVar[Verb] = Verb.DISMISS_CASE


@dataclass(frozen=True, kw_only=True)
class ReviewLapsed(Moved):
    """."""

    type: ClassVar[str] = "case.review_lapsed"
    verb: ClassVar[Verb] = Verb.REVIEW_LAPSES


@dataclass(frozen=True, kw_only=True)
class ReviewRequested(Moved):
    """."""

    type: ClassVar[str] = "case.review_requested"
    verb: ClassVar[Verb] = Verb.REQUEST_REVIEW


@dataclass(frozen=True, kw_only=True)
class DismissalUpheld(Moved):
    """."""

    type: ClassVar[str] = "case.dismissal_upheld"
    verb: ClassVar[Verb] = Verb.UPHOLD_DISMISSAL


@dataclass(frozen=True, kw_only=True)
class CaseReinstated(Moved):
    """."""

    type: ClassVar[str] = "case.case_reinstated"
    verb: ClassVar[Verb] = Verb.REINSTATE_CASE


@dataclass(frozen=True, kw_only=True)
class InvestigationResumed(Moved):
    """."""

    type: ClassVar[str] = "case.investigation_resumed"
    verb: ClassVar[Verb] = Verb.RESUME_INVESTIGATION


@dataclass(frozen=True, kw_only=True)
class InvestigationStopped(Moved):
    """."""

    type: ClassVar[str] = "case.investigation_stopped"
    verb: ClassVar[Verb] = Verb.STOP_INVESTIGATION


@dataclass(frozen=True, kw_only=True)
class CaseReferred(Moved):
    """."""

    type: ClassVar[str] = "case.case_referred"
    verb: ClassVar[Verb] = Verb.REFER_CASE
