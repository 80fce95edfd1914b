"""What can have happened: the hearing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.record.events.notice import NOTICE
from casework.vocabulary import CaseCompartment, Reading, Seat, Verb

BOTH = sealed_for(CaseCompartment.CASE, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY)
HEARD = sealed_for(CaseCompartment.CASE, Reading.READ_BUNDLE)
ACT = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_NOTICE, Reading.READ_FINDINGS)


@dataclass(frozen=True, kw_only=True)
class BundleServed(Event):
    """The bundle went to the respondent and the panel: which copies of the evidence are in it. A later one adds to it."""

    type: ClassVar[str] = "case.bundle_served"
    title: ClassVar[Promise] = _("Bundle served")
    verb: ClassVar[Verb] = Verb.SERVE_BUNDLE
    evidence: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class HearingOpened(Event):
    """The chair opened the hearing and recorded which panel members were there, and whether the respondent was."""

    type: ClassVar[str] = "case.hearing_opened"
    title: ClassVar[Promise] = _("Hearing opened")
    verb: ClassVar[Verb] = Verb.OPEN_HEARING
    present: tuple[UUID, ...]
    respondent_present: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Event):
    """The adviser recorded a sitting: which of the panel attended all of it, and whether the respondent was there."""

    type: ClassVar[str] = "case.attendance_recorded"
    title: ClassVar[Promise] = _("Attendance recorded")
    verb: ClassVar[Verb] = Verb.RECORD_ATTENDANCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"note": HEARD}
    throughout: tuple[UUID, ...]
    respondent_present: bool


@dataclass(frozen=True, kw_only=True)
class DeliberationOpened(Moved):
    """The chair closed the hearing and the panel withdrew; from now on only panel and adviser are in the room."""

    type: ClassVar[str] = "case.deliberation_opened"
    title: ClassVar[Promise] = _("Deliberation begun")
    verb: ClassVar[Verb] = Verb.OPEN_DELIBERATION
    last_word_offered: bool


@dataclass(frozen=True, kw_only=True)
class HearingReopened(Moved):
    """Evidence admitted late has to be heard before the panel finds anything; both sides are called again."""

    type: ClassVar[str] = "case.hearing_reopened"
    title: ClassVar[Promise] = _("Hearing reopened")
    verb: ClassVar[Verb] = Verb.REOPEN_HEARING
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": BOTH}
    hearing_on: date


@dataclass(frozen=True, kw_only=True)
class HearingAdjourned(Event):
    """The chair called the hearing for another day. `asked_by`: the side that asked, or the chair if the panel needs it.

    `noticed`: the first notice had come in time, so that the shorter notice is enough for the new day.
    """

    type: ClassVar[str] = "case.hearing_adjourned"
    title: ClassVar[Promise] = _("Hearing adjourned")
    verb: ClassVar[Verb] = Verb.ADJOURN_HEARING
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": BOTH}
    hearing_on: date
    asked_by: Seat
    noticed: bool


@dataclass(frozen=True, kw_only=True)
class AbsenceConsidered(Event):
    """The chair completed the absence checklist and decided that the hearing goes on without the respondent."""

    type: ClassVar[str] = "case.absence_considered"
    title: ClassVar[Promise] = _("Absence considered")
    verb: ClassVar[Verb] = Verb.RECORD_ABSENCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": HEARD}
    reason_given: bool
    medical: bool
    prejudice: bool
    public_interest: bool


@dataclass(frozen=True, kw_only=True)
class ChargeAdded(Event):
    """One more charge was brought before the hearing, with the chair's leave; the respondent has at least 14 days for it."""

    type: ClassVar[str] = "case.charge_added"
    title: ClassVar[Promise] = _("Charge added")
    verb: ClassVar[Verb] = Verb.ADD_CHARGE
    sealed: ClassVar[Mapping[str, Sealed]] = {"act": ACT, "notice": NOTICE, "words": NOTICE}
    allegation: UUID
    commitment: int
    edition: UUID
    first_day: date
    last_day: date
    evidence: tuple[UUID, ...]
    ongoing: bool = False
    known_on: date | None = None
    waived: bool = False
