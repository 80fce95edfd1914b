"""What can have happened: word to the sides on how far a case has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import Kept, Reading, Verb

SIDES = sealed_for(Kept.CASE, Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT, Reading.READ_NOTICE)
REPORTER = sealed_for(Kept.CASE, Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT)


@dataclass(frozen=True, kw_only=True)
class StatusSent(Event):
    """Both sides, as far as they know of the case, were told what comes next, and by when (`next_on`)."""

    type: ClassVar[str] = "case.status_sent"
    verb: ClassVar[Verb] = Verb.SEND_STATUS
    sealed: ClassVar[Mapping[str, Sealed]] = {"next_step": SIDES}
    outgoing: ClassVar[Mapping[str, str]] = {"next_step": "What happens next"}
    next_on: date


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(Event):
    """The reporter was told what was done with the report, and why (Directive (EU) 2019/1937, article 9)."""

    type: ClassVar[str] = "case.feedback_given"
    verb: ClassVar[Verb] = Verb.GIVE_FEEDBACK
    sealed: ClassVar[Mapping[str, Sealed]] = {"feedback": REPORTER}
    outgoing: ClassVar[Mapping[str, str]] = {"feedback": "Feedback"}


@dataclass(frozen=True, kw_only=True)
class FeedbackExtended(Event):
    """The time to give feedback was extended by `days`, once, for written reasons."""

    type: ClassVar[str] = "case.feedback_extended"
    verb: ClassVar[Verb] = Verb.EXTEND_FEEDBACK
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": REPORTER}
    days: int
