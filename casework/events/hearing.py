"""What can have happened: the hearing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from casework.events.base import Fact, Moved, Sealed, sealed_for
from casework.vocabulary import Kept, Reading, Verb

HEARD = sealed_for(Kept.CASE, Reading.READ_BUNDLE)


@dataclass(frozen=True, kw_only=True)
class BundleServed(Fact):
    """The bundle went to the respondent and the panel: which copies of the evidence are in it. A later one adds to it."""

    type: ClassVar[str] = "case.bundle_served"
    verb: ClassVar[Verb] = Verb.SERVE_BUNDLE
    evidence: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class HearingOpened(Fact):
    """The chair opened the hearing: which of the panel are there, and whether the respondent is."""

    type: ClassVar[str] = "case.hearing_opened"
    verb: ClassVar[Verb] = Verb.OPEN_HEARING
    present: tuple[UUID, ...]
    respondent_present: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Fact):
    """The adviser recorded a sitting: which of the panel attended all of it, and whether the respondent was there."""

    type: ClassVar[str] = "case.attendance_recorded"
    verb: ClassVar[Verb] = Verb.RECORD_ATTENDANCE
    sealed: ClassVar[Mapping[str, Sealed]] = {"note": HEARD}
    throughout: tuple[UUID, ...]
    respondent_present: bool


@dataclass(frozen=True, kw_only=True)
class DeliberationOpened(Moved):
    """The chair closed the hearing and the panel withdrew; from here on only panel and adviser are in the room."""

    type: ClassVar[str] = "case.deliberation_opened"
    verb: ClassVar[Verb] = Verb.OPEN_DELIBERATION
    last_word_offered: bool


@dataclass(frozen=True, kw_only=True)
class HearingReopened(Moved):
    """Evidence admitted late has to be heard before the panel finds anything; both sides are called again."""

    type: ClassVar[str] = "case.hearing_reopened"
    verb: ClassVar[Verb] = Verb.REOPEN_HEARING
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "reasons": sealed_for(Kept.CASE, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY)
    }
    hearing_on: date
