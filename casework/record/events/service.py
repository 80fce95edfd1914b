"""What can have happened: the service of letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Channel, Reading, Seat, Verb

PROOF = sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)


@dataclass(frozen=True, kw_only=True)
class LetterOpened(Event):
    """The addressee opened a letter in their own session; that serves it as of `served_on`; `about` is the event it reports."""

    type: ClassVar[str] = "case.letter_opened"
    title: ClassVar[Promise] = _("Letter opened")
    verb: ClassVar[Verb] = Verb.OPEN_LETTER
    about: UUID
    reader: Seat
    served_on: date


@dataclass(frozen=True, kw_only=True)
class ServiceProven(Event):
    """Two people entered the proof that a letter on paper was sent on `posted_on`; it counts as served on `served_on`."""

    type: ClassVar[str] = "case.service_proven"
    title: ClassVar[Promise] = _("Service proven")
    verb: ClassVar[Verb] = Verb.RECORD_SERVICE
    sealed: ClassVar[Mapping[str, Sealed]] = {"proof": PROOF}
    about: UUID
    reader: Seat
    channel: Channel
    posted_on: date
    served_on: date


@dataclass(frozen=True, kw_only=True)
class ServiceFailed(Event):
    """A letter did not reach its addressee. It is not served, and starts no time."""

    type: ClassVar[str] = "case.service_failed"
    title: ClassVar[Promise] = _("Letter came back")
    verb: ClassVar[Verb] = Verb.RECORD_BOUNCE
    about: UUID
    reader: Seat
    channel: Channel


@dataclass(frozen=True, kw_only=True)
class ServiceDirected(Event):
    """Two ways of sending had failed. Another way was named, which serves this letter once it is proven."""

    type: ClassVar[str] = "case.service_directed"
    title: ClassVar[Promise] = _("Another way of sending directed")
    verb: ClassVar[Verb] = Verb.DIRECT_SERVICE
    sealed: ClassVar[Mapping[str, Sealed]] = {"way": PROOF, "reasons": PROOF}
    labels: ClassVar[Mapping[str, Promise]] = {"way": _("Way of sending")}
    about: UUID
    reader: Seat
