"""Events of consent."""

from datetime import date, time
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.record.events.hearing_time import USUAL_HOUR, USUAL_MINUTES
from casework.record.events.terms import TermsWithLower
from casework.vocabulary import CaseCompartment, Reading, Verb

OFFER = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_OFFER, Reading.READ_OWN_EVIDENCE)
VIEWS = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_EVIDENCE)
AGREED = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK)


class ConsentProposed(TermsWithLower, Moved):
    """One side offered a term against a full admission. Its words are hidden from the panel and from later papers."""

    type = "case.consent_proposed"
    title = _("Consent proposed")
    verb = Verb.PROPOSE_CONSENT
    sealed = {"admission": OFFER, "wording": OFFER, "reasons": OFFER}


class ConsentSigned(Event):
    """A side signed the offer as it stands. On the respondent's side the signature is the full admission."""

    type = "case.consent_signed"
    title = _("Consent signed by a side")
    verb = Verb.SIGN_CONSENT
    binds = True
    offer: UUID


class ConsentCommented(Event):
    """A reporter commented on the offer. The comment binds nobody."""

    type = "case.consent_commented"
    title = _("Reporter’s comment on the offer")
    verb = Verb.COMMENT_ON_CONSENT
    sealed = {"comment": VIEWS}
    offer: UUID


class ConsentAccepted(TermsWithLower, Moved):
    """The approver passed a signed offer to the board: the admission replaces findings, and the term a recommendation."""

    type = "case.consent_accepted"
    title = _("Consent accepted")
    verb = Verb.ACCEPT_CONSENT
    sealed = {"admission": AGREED, "wording": AGREED, "reasons": AGREED}
    outgoing = {"reasons": "Reasons"}
    offer: UUID


class ConsentRejected(Moved):
    """Either side, or the approver, said no; the case continues where it was, as if nobody had made an offer."""

    type = "case.consent_rejected"
    title = _("Consent declined")
    verb = Verb.REJECT_CONSENT
    sealed = {"reasons": OFFER}
    offer: UUID


class ConsentLapsed(Moved):
    """The time for an offer ended; the case goes on where it was."""

    type = "case.consent_lapsed"
    title = _("Time to consent over")
    verb = Verb.CONSENT_LAPSES
    offer: UUID


class ConsentReturned(Moved):
    """The board sent an accepted offer back as if it had not been made; `hearing_on` is set only if a hearing goes on."""

    type = "case.consent_returned"
    title = _("Consent sent back by the board")
    verb = Verb.RETURN_CONSENT
    sealed = {"defect": AGREED}
    hearing_on: date | None = None
    hearing_at: time = USUAL_HOUR
    hearing_minutes: int = USUAL_MINUTES
