"""Events of publication."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb


class PublicationTextApproved(Event):
    """One of the two people who must approve the words for the public register did so.

    `rewritten`: in other words than those approved before, so that the other of the two has to approve these.
    """

    type = "case.publication_text_approved"
    title = _("Text for the register approved")
    verb = Verb.APPROVE_PUBLICATION_TEXT
    sealed = {"text": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_FINDINGS_SUMMARY)}
    sanction: UUID
    rewritten: bool


class SanctionPublished(Event):
    """The sanction was entered in the public register until a day; None: until readmission."""

    type = "case.sanction_published"
    title = _("Sanction published")
    verb = Verb.PUBLISH_SANCTION
    sanction: UUID
    expires_on: date | None


class PublicationCorrected(Event):
    """The words of the entry were replaced where they stood, at equal prominence; what was wrong is written down."""

    type = "case.publication_corrected"
    title = _("Entry in the register corrected")
    verb = Verb.CORRECT_PUBLICATION
    sealed = {
        "text": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_FINDINGS_SUMMARY),
        "reasons": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS),
    }
    sanction: UUID


class PublicationWithdrawn(Event):
    """The entry was taken out of the public register before its time."""

    type = "case.publication_withdrawn"
    title = _("Entry in the register withdrawn")
    verb = Verb.WITHDRAW_PUBLICATION
    sealed = {"ground": sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS)}
    sanction: UUID


class PublicationExpired(Event):
    """The time of display was over, and the entry left the public register."""

    type = "case.publication_expired"
    title = _("Entry in the register ended by time")
    verb = Verb.PUBLICATION_EXPIRES
    sanction: UUID
