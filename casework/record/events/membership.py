"""What can have happened: the respondent's standing as a member. None of it frees anybody of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Membership, Reading, Verb

REGISTER = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE)


@dataclass(frozen=True, kw_only=True)
class StandingRecorded(Event):
    """The respondent's standing changed on the day `since`."""

    type: ClassVar[str] = "case.standing_recorded"
    title: ClassVar[Promise] = _("Member’s standing recorded")
    verb: ClassVar[Verb] = Verb.RECORD_STANDING
    sealed: ClassVar[Mapping[str, Sealed]] = {"note": REGISTER}
    standing: Membership
    since: date


@dataclass(frozen=True, kw_only=True)
class ResignationDeferred(Event):
    """A resignation, received on a day, waits for the end of the case."""

    type: ClassVar[str] = "case.resignation_deferred"
    title: ClassVar[Promise] = _("Resignation deferred")
    verb: ClassVar[Verb] = Verb.DEFER_RESIGNATION
    received_on: date


@dataclass(frozen=True, kw_only=True)
class ResignationAccepted(Event):
    """The case is over, and the resignation that had waited took effect."""

    type: ClassVar[str] = "case.resignation_accepted"
    title: ClassVar[Promise] = _("Resignation accepted")
    verb: ClassVar[Verb] = Verb.ACCEPT_RESIGNATION
