"""Events of the service of letters."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Channel, Reading, Seat, Verb

PROOF = sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)


class LetterOpened(Event):
    """The addressee opened a letter in their own session; that serves it as of `served_on`; `about` is the event it reports."""

    type = "case.letter_opened"
    title = _("Letter opened")
    verb = Verb.OPEN_LETTER
    about: UUID
    reader: Seat
    served_on: date


class ServiceProven(Event):
    """Two people entered the proof that a letter on paper was sent on `posted_on`; it counts as served on `served_on`."""

    type = "case.service_proven"
    title = _("Service proven")
    verb = Verb.RECORD_SERVICE
    sealed = {"proof": PROOF}
    about: UUID
    reader: Seat
    channel: Channel
    posted_on: date
    served_on: date


class ServiceFailed(Event):
    """A letter did not reach its addressee. It is not served, and starts no time."""

    type = "case.service_failed"
    title = _("Letter came back")
    verb = Verb.RECORD_BOUNCE
    about: UUID
    reader: Seat
    channel: Channel


class ServiceDirected(Event):
    """Two ways of sending had failed. Another way was named, which serves this letter once it is proven."""

    type = "case.service_directed"
    title = _("Another way of sending directed")
    verb = Verb.DIRECT_SERVICE
    sealed = {"way": PROOF, "reasons": PROOF}
    labels = {"way": _("Way of sending")}
    about: UUID
    reader: Seat
