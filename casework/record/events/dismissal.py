"""Events of a dismissal, its review, and a referral elsewhere."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Moved, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Verb

REASONS = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT)
STAFF = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)


class CaseDismissed(Moved):
    """The complaint was dismissed, with a code for each open allegation; `code` is the code for the case."""

    type = "case.case_dismissed"
    title = _("Case dismissed")
    verb = Verb.DISMISS_CASE
    sealed = {"reasons": REASONS}
    code: ClosingCode
    allegations: tuple[UUID, ...] = ()
    codes: tuple[ClosingCode, ...] = ()


class ReviewLapsed(Moved):
    """Nobody asked for a review in time, and the dismissal stands."""

    type = "case.review_lapsed"
    title = _("Time to ask for a review over")
    verb = Verb.REVIEW_LAPSES
    closing_code: ClosingCode


class ReviewRequested(Moved):
    """The reporter asked for a review of the dismissal by another person."""

    type = "case.review_requested"
    title = _("Review asked for")
    verb = Verb.REQUEST_REVIEW
    sealed = {"ground": REASONS}


class DismissalUpheld(Moved):
    """The reviewer confirmed the dismissal."""

    type = "case.dismissal_upheld"
    title = _("Dismissal upheld")
    verb = Verb.UPHOLD_DISMISSAL
    sealed = {"reasons": REASONS}
    closing_code: ClosingCode


class CaseReinstated(Moved):
    """The reviewer sent the complaint back to screening, to new screeners."""

    type = "case.case_reinstated"
    title = _("Case taken up again")
    verb = Verb.REINSTATE_CASE
    sealed = {"reasons": REASONS}


class InvestigationResumed(Moved):
    """The reviewer sent the case back to the investigation that had been stopped."""

    type = "case.investigation_resumed"
    title = _("Investigation resumed")
    verb = Verb.RESUME_INVESTIGATION
    sealed = {"reasons": REASONS}


class InvestigationStopped(Moved):
    """The investigation was stopped before any notice, with a code for each allegation."""

    type = "case.investigation_stopped"
    title = _("Investigation stopped")
    verb = Verb.STOP_INVESTIGATION
    sealed = {"reasons": REASONS}
    code: ClosingCode
    allegations: tuple[UUID, ...] = ()
    codes: tuple[ClosingCode, ...] = ()


class CaseReferred(Moved):
    """The matter went to a body that can deal with it better, with consent or under a duty."""

    type = "case.case_referred"
    title = _("Referred elsewhere")
    verb = Verb.REFER_CASE
    sealed = {
        "forum": REASONS,
        "disclosure": STAFF,
        "reasons": REASONS,
    }
    labels = {"forum": _("Where to"), "disclosure": _("What is passed on")}
    closing_code: ClosingCode
    consented: bool
