"""Events of the hearing."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.record.events.notice import AllegationNotified
from casework.vocabulary import CaseCompartment, Reading, Seat, Verb

BOTH = sealed_for(CaseCompartment.CASE, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY)
HEARD = sealed_for(CaseCompartment.CASE, Reading.READ_BUNDLE)


class BundleServed(Event):
    """The bundle went to the respondent and the panel: which copies of the evidence are in it. A later one adds to it."""

    type = "case.bundle_served"
    title = _("Bundle served")
    verb = Verb.SERVE_BUNDLE
    evidence: tuple[UUID, ...]


class HearingOpened(Event):
    """The chair opened the hearing and recorded which panel members were there, and whether the respondent was."""

    type = "case.hearing_opened"
    title = _("Hearing opened")
    verb = Verb.OPEN_HEARING
    present: tuple[UUID, ...]
    respondent_present: bool


class AttendanceRecorded(Event):
    """The adviser recorded a sitting: which of the panel attended all of it, and whether the respondent was there."""

    type = "case.attendance_recorded"
    title = _("Attendance recorded")
    verb = Verb.RECORD_ATTENDANCE
    sealed = {"note": HEARD}
    throughout: tuple[UUID, ...]
    respondent_present: bool


class DeliberationOpened(Moved):
    """The chair closed the hearing and the panel withdrew; from now on only panel and adviser are in the room."""

    type = "case.deliberation_opened"
    title = _("Deliberation begun")
    verb = Verb.OPEN_DELIBERATION
    last_word_offered: bool


class HearingReopened(Moved):
    """Evidence admitted late has to be heard before the panel finds anything; both sides are called again."""

    type = "case.hearing_reopened"
    title = _("Hearing reopened")
    verb = Verb.REOPEN_HEARING
    sealed = {"reasons": BOTH}
    hearing_on: date


class HearingAdjourned(Event):
    """The chair called the hearing for another day. `asked_by`: the side that asked, or the chair if the panel needs it.

    `noticed`: the first notice had come in time, so that the shorter notice is enough for the new day.
    """

    type = "case.hearing_adjourned"
    title = _("Hearing adjourned")
    verb = Verb.ADJOURN_HEARING
    sealed = {"reasons": BOTH}
    hearing_on: date
    asked_by: Seat
    noticed: bool


class AbsenceConsidered(Event):
    """The chair completed the absence checklist and decided that the hearing goes on without the respondent."""

    type = "case.absence_considered"
    title = _("Absence considered")
    verb = Verb.RECORD_ABSENCE
    sealed = {"reasons": HEARD}
    reason_given: bool
    medical: bool
    prejudice: bool
    public_interest: bool


class ChargeAdded(AllegationNotified):
    """One more charge was brought before the hearing, with the chair's leave; the respondent has at least 14 days for it."""

    type = "case.charge_added"
    title = _("Charge added")
    verb = Verb.ADD_CHARGE
