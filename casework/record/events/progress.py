"""Events that tell the sides how far a case has come."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb

SIDES = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT, Reading.READ_NOTICE)
REPORTER = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT)


class StatusSent(Event):
    """Both sides, if they know of the case, were told its stage and by when the stage should end (`next_on`, if known).

    The system does it every STATUS period. An officer who does it earlier adds words, and the period starts again.
    """

    type = "case.status_sent"
    title = _("News on the progress")
    verb = Verb.SEND_STATUS
    sealed = {"next_step": SIDES}
    labels = {"next_step": _("What happens next")}
    outgoing = {"next_step": "What happens next"}
    next_on: date | None = None


class FeedbackGiven(Event):
    """The reporter was told what was done with the report, and why (Directive (EU) 2019/1937, article 9)."""

    type = "case.feedback_given"
    title = _("Feedback to the reporter")
    verb = Verb.GIVE_FEEDBACK
    sealed = {"feedback": REPORTER}
    labels = {"feedback": _("Feedback")}
    outgoing = {"feedback": "Feedback"}


class FeedbackExtended(Event):
    """The time to give feedback was extended by `days`, once, for written reasons."""

    type = "case.feedback_extended"
    title = _("More time for feedback")
    verb = Verb.EXTEND_FEEDBACK
    sealed = {"reasons": REPORTER}
    days: int
