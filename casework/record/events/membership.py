"""Events of the respondent's standing as a member. None of them ends a case."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Membership, Reading, Verb

REGISTER = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE)


class StandingRecorded(Event):
    """The respondent's standing changed on the day `since`."""

    type = "case.standing_recorded"
    title = _("Member’s standing recorded")
    verb = Verb.RECORD_STANDING
    sealed = {"note": REGISTER}
    standing: Membership
    since: date


class ResignationDeferred(Event):
    """A resignation, received on a day, waits for the end of the case."""

    type = "case.resignation_deferred"
    title = _("Resignation deferred")
    verb = Verb.DEFER_RESIGNATION
    received_on: date


class ResignationAccepted(Event):
    """The case is over, and the resignation that had waited took effect."""

    type = "case.resignation_accepted"
    title = _("Resignation accepted")
    verb = Verb.ACCEPT_RESIGNATION
