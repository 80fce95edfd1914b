"""What can have happened: publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb


@dataclass(frozen=True, kw_only=True)
class PublicationTextApproved(Event):
    """One of the two people who must approve the words for the public register did so."""

    type: ClassVar[str] = "case.publication_text_approved"
    title: ClassVar[Promise] = _("Text for the register approved")
    verb: ClassVar[Verb] = Verb.APPROVE_PUBLICATION_TEXT
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "text": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_FINDINGS_SUMMARY)
    }
    sanction: UUID


@dataclass(frozen=True, kw_only=True)
class SanctionPublished(Event):
    """The sanction was entered in the public register until a day; None: until readmission."""

    type: ClassVar[str] = "case.sanction_published"
    title: ClassVar[Promise] = _("Sanction published")
    verb: ClassVar[Verb] = Verb.PUBLISH_SANCTION
    sanction: UUID
    expires_on: date | None


@dataclass(frozen=True, kw_only=True)
class PublicationCorrected(Event):
    """The words of the entry were replaced where they stood, at equal prominence; what was wrong is written down."""

    type: ClassVar[str] = "case.publication_corrected"
    title: ClassVar[Promise] = _("Entry in the register corrected")
    verb: ClassVar[Verb] = Verb.CORRECT_PUBLICATION
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "text": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_FINDINGS_SUMMARY),
        "reasons": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS),
    }
    sanction: UUID


@dataclass(frozen=True, kw_only=True)
class PublicationWithdrawn(Event):
    """The entry was taken out of the public register before its time."""

    type: ClassVar[str] = "case.publication_withdrawn"
    title: ClassVar[Promise] = _("Entry in the register withdrawn")
    verb: ClassVar[Verb] = Verb.WITHDRAW_PUBLICATION
    sealed: ClassVar[Mapping[str, Sealed]] = {"ground": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS)}
    sanction: UUID


@dataclass(frozen=True, kw_only=True)
class PublicationExpired(Event):
    """The time of display was over, and the entry left the public register."""

    type: ClassVar[str] = "case.publication_expired"
    title: ClassVar[Promise] = _("Entry in the register ended by time")
    verb: ClassVar[Verb] = Verb.PUBLICATION_EXPIRES
    sanction: UUID
