"""What can have happened: a slip put right, a knowing falsehood, and somebody treated worse for having taken part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb


@dataclass(frozen=True, kw_only=True)
class SlipCorrected(Event):
    """A slip of the pen in a decision, `decision`, was corrected; its old words stay in the record.

    `afresh`: what may be appealed, or by when, was wrong, so the time to appeal begins again once this is served.
    """

    type: ClassVar[str] = "case.slip_corrected"
    title: ClassVar[Promise] = _("Slip of the pen corrected")
    verb: ClassVar[Verb] = Verb.CORRECT_SLIP
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "error": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK),
        "correction": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK),
        "summary": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_FINDINGS_SUMMARY),
    }
    labels: ClassVar[Mapping[str, Promise]] = {"error": _("The slip"), "correction": _("What it should say")}
    outgoing: ClassVar[Mapping[str, str]] = {"error": "What was wrong", "correction": "How it should read"}
    decision: UUID
    afresh: bool


@dataclass(frozen=True, kw_only=True)
class BadFaithReferred(Event):
    """Two reviewers saw clear evidence that somebody said something here that they knew to be false.

    Other people examine that in a separate case, `other`.
    """

    type: ClassVar[str] = "case.bad_faith_referred"
    title: ClassVar[Promise] = _("Knowing falsehood referred")
    verb: ClassVar[Verb] = Verb.REFER_BAD_FAITH
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "falsehood": sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_FINDINGS)
    }
    labels: ClassVar[Mapping[str, Promise]] = {"falsehood": _("What was said and known to be untrue")}
    other: UUID


@dataclass(frozen=True, kw_only=True)
class RetaliationReported(Event):
    """Somebody said that they are treated worse for having taken part.

    Other people examine that in a separate case, `other`.
    """

    type: ClassVar[str] = "case.retaliation_reported"
    title: ClassVar[Promise] = _("Retaliation reported")
    verb: ClassVar[Verb] = Verb.REPORT_RETALIATION
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "detriment": sealed_for(CaseCompartment.IDENTITY, Reading.READ_IDENTITY, Reading.READ_OWN_EVIDENCE)
    }
    labels: ClassVar[Mapping[str, Promise]] = {"detriment": _("What was done to whoever took part")}
    other: UUID
