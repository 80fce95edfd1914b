"""What can have happened: early resolution."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb

TALKS = sealed_for(CaseCompartment.CASE, Reading.READ_TALKS)
"""Open to those who talk, while they talk and once they agreed; to nobody who gathers evidence or decides."""


@dataclass(frozen=True, kw_only=True)
class EarlyResolutionOffered(Moved):
    """Both sides were offered early resolution; every reporter had agreed before."""

    type: ClassVar[str] = "case.early_resolution_offered"
    title: ClassVar[Promise] = _("Early resolution offered")
    verb: ClassVar[Verb] = Verb.OFFER_EARLY_RESOLUTION
    sealed: ClassVar[Mapping[str, Sealed]] = {"proposal": TALKS}
    labels: ClassVar[Mapping[str, Promise]] = {"proposal": _("Proposal")}


@dataclass(frozen=True, kw_only=True)
class CaseSettled(Moved):
    """Every side had accepted the written terms (entry `terms`), and the case was closed on them."""

    type: ClassVar[str] = "case.case_settled"
    title: ClassVar[Promise] = _("Settled early")
    verb: ClassVar[Verb] = Verb.SETTLE_CASE
    closing_code: ClosingCode
    terms: UUID


@dataclass(frozen=True, kw_only=True)
class TalksFailed(Moved):
    """A side, or the officer, ended the talks, and the case continues where it was."""

    type: ClassVar[str] = "case.talks_failed"
    title: ClassVar[Promise] = _("Early resolution failed")
    verb: ClassVar[Verb] = Verb.TALKS_FAIL


@dataclass(frozen=True, kw_only=True)
class TalksLapsed(Moved):
    """The time for talks ended, and the case goes on where it was."""

    type: ClassVar[str] = "case.talks_lapsed"
    title: ClassVar[Promise] = _("Time for early resolution over")
    verb: ClassVar[Verb] = Verb.TALKS_LAPSE


@dataclass(frozen=True, kw_only=True)
class TermsProposed(Event):
    """The terms on which the sides may agree were written down; earlier acceptances no longer count."""

    type: ClassVar[str] = "case.terms_proposed"
    title: ClassVar[Promise] = _("Terms put in writing")
    verb: ClassVar[Verb] = Verb.PROPOSE_TERMS
    sealed: ClassVar[Mapping[str, Sealed]] = {"terms": TALKS}
    outgoing: ClassVar[Mapping[str, str]] = {"terms": "Terms"}


@dataclass(frozen=True, kw_only=True)
class TermsAccepted(Event):
    """A reporter, or the respondent's side, accepted the terms in entry `terms`."""

    type: ClassVar[str] = "case.terms_accepted"
    title: ClassVar[Promise] = _("Terms accepted")
    verb: ClassVar[Verb] = Verb.ACCEPT_TERMS
    terms: UUID
