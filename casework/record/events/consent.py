"""What can have happened: consent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.record.events.terms import Terms
from casework.vocabulary import CaseCompartment, Reading, Verb

OFFER = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_OFFER, Reading.READ_OWN_EVIDENCE)
VIEWS = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_EVIDENCE)
AGREED = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK)


@dataclass(frozen=True, kw_only=True)
class ConsentProposed(Terms, Moved):
    """One side offered a term against a full admission. Its words are hidden from the panel and from later papers."""

    type: ClassVar[str] = "case.consent_proposed"
    title: ClassVar[Promise] = _("Consent proposed")
    verb: ClassVar[Verb] = Verb.PROPOSE_CONSENT
    sealed: ClassVar[Mapping[str, Sealed]] = {"admission": OFFER, "wording": OFFER, "reasons": OFFER}


@dataclass(frozen=True, kw_only=True)
class ConsentSigned(Event):
    """A side signed the offer as it stands. On the respondent's side the signature is the full admission."""

    type: ClassVar[str] = "case.consent_signed"
    title: ClassVar[Promise] = _("Consent signed by a side")
    verb: ClassVar[Verb] = Verb.SIGN_CONSENT
    offer: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentCommented(Event):
    """A reporter commented on the offer. The comment binds nobody."""

    type: ClassVar[str] = "case.consent_commented"
    title: ClassVar[Promise] = _("Reporter’s comment on the offer")
    verb: ClassVar[Verb] = Verb.COMMENT_ON_CONSENT
    sealed: ClassVar[Mapping[str, Sealed]] = {"comment": VIEWS}
    offer: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentAccepted(Terms, Moved):
    """The approver passed a signed offer to the board: the admission replaces findings, and the term a recommendation."""

    type: ClassVar[str] = "case.consent_accepted"
    title: ClassVar[Promise] = _("Consent accepted")
    verb: ClassVar[Verb] = Verb.ACCEPT_CONSENT
    sealed: ClassVar[Mapping[str, Sealed]] = {"admission": AGREED, "wording": AGREED, "reasons": AGREED}
    offer: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentRejected(Moved):
    """Either side, or the approver, said no; the case goes on where it was as if nothing had been offered."""

    type: ClassVar[str] = "case.consent_rejected"
    title: ClassVar[Promise] = _("Consent declined")
    verb: ClassVar[Verb] = Verb.REJECT_CONSENT
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": OFFER}
    offer: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentLapsed(Moved):
    """The time for an offer ended; the case goes on where it was."""

    type: ClassVar[str] = "case.consent_lapsed"
    title: ClassVar[Promise] = _("Time to consent over")
    verb: ClassVar[Verb] = Verb.CONSENT_LAPSES
    offer: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentReturned(Moved):
    """The board sent an accepted offer back as if it had not been made; `hearing_on` is set only if a hearing goes on."""

    type: ClassVar[str] = "case.consent_returned"
    title: ClassVar[Promise] = _("Consent sent back by the board")
    verb: ClassVar[Verb] = Verb.RETURN_CONSENT
    sealed: ClassVar[Mapping[str, Sealed]] = {"defect": AGREED}
    hearing_on: date | None = None
