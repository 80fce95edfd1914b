"""What can have happened: word to the sides on how far a case has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb

SIDES = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT, Reading.READ_NOTICE)
REPORTER = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT)


@dataclass(frozen=True, kw_only=True)
class StatusSent(Event):
    """Both sides, as far as they know of the case, were told what comes next, and by when (`next_on`)."""

    type: ClassVar[str] = "case.status_sent"
    title: ClassVar[Promise] = _("Word on progress")
    verb: ClassVar[Verb] = Verb.SEND_STATUS
    sealed: ClassVar[Mapping[str, Sealed]] = {"next_step": SIDES}
    labels: ClassVar[Mapping[str, Promise]] = {"next_step": _("What happens next")}
    outgoing: ClassVar[Mapping[str, str]] = {"next_step": "What happens next"}
    next_on: date


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(Event):
    """The reporter was told what was done with the report, and why (Directive (EU) 2019/1937, article 9)."""

    type: ClassVar[str] = "case.feedback_given"
    title: ClassVar[Promise] = _("Feedback to the reporter")
    verb: ClassVar[Verb] = Verb.GIVE_FEEDBACK
    sealed: ClassVar[Mapping[str, Sealed]] = {"feedback": REPORTER}
    labels: ClassVar[Mapping[str, Promise]] = {"feedback": _("Feedback")}
    outgoing: ClassVar[Mapping[str, str]] = {"feedback": "Feedback"}


@dataclass(frozen=True, kw_only=True)
class FeedbackExtended(Event):
    """The time to give feedback was extended by `days`, once, for written reasons."""

    type: ClassVar[str] = "case.feedback_extended"
    title: ClassVar[Promise] = _("More time for feedback")
    verb: ClassVar[Verb] = Verb.EXTEND_FEEDBACK
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": REPORTER}
    days: int
