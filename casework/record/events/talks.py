"""Events of early resolution."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb

TALKS = sealed_for(CaseCompartment.CASE, Reading.READ_TALKS)
"""Open to those who talk, while they talk and once they agreed; to nobody who gathers evidence or decides."""


class EarlyResolutionOffered(Moved):
    """Both sides were offered early resolution; every reporter had agreed before."""

    type = "case.early_resolution_offered"
    title = _("Early resolution offered")
    verb = Verb.OFFER_EARLY_RESOLUTION
    sealed = {"proposal": TALKS}
    labels = {"proposal": _("Proposal")}


class CaseSettled(Moved):
    """Every side had accepted the written terms (entry `terms`), and the case was closed on them."""

    type = "case.case_settled"
    title = _("Settled early")
    verb = Verb.SETTLE_CASE
    closing_code: ClosingCode
    terms: UUID


class TalksFailed(Moved):
    """A side, or the officer, ended the talks, and the case continues where it was."""

    type = "case.talks_failed"
    title = _("Early resolution failed")
    verb = Verb.TALKS_FAIL


class TalksLapsed(Moved):
    """The time for talks ended, and the case goes on where it was."""

    type = "case.talks_lapsed"
    title = _("Time for early resolution over")
    verb = Verb.TALKS_LAPSE


class TermsProposed(Event):
    """The terms on which the sides may agree were written down; earlier acceptances no longer count."""

    type = "case.terms_proposed"
    title = _("Terms put in writing")
    verb = Verb.PROPOSE_TERMS
    sealed = {"terms": TALKS}
    outgoing = {"terms": "Terms"}


class TermsAccepted(Event):
    """A reporter, or the respondent's side, accepted the terms in entry `terms`."""

    type = "case.terms_accepted"
    title = _("Terms accepted")
    verb = Verb.ACCEPT_TERMS
    terms: UUID
