"""What can have happened: the hearing."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class BundleServed(Fact):
    """."""

    type: ClassVar[str] = "case.bundle_served"
    verb: ClassVar[Verb] = Verb.SERVE_BUNDLE


@dataclass(frozen=True, kw_only=True)
class HearingOpened(Fact):
    """."""

    type: ClassVar[str] = "case.hearing_opened"
    verb: ClassVar[Verb] = Verb.OPEN_HEARING


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Fact):
    """."""

    type: ClassVar[str] = "case.attendance_recorded"
    verb: ClassVar[Verb] = Verb.RECORD_ATTENDANCE


@dataclass(frozen=True, kw_only=True)
class DeliberationOpened(Moved):
    """."""

    type: ClassVar[str] = "case.deliberation_opened"
    verb: ClassVar[Verb] = Verb.OPEN_DELIBERATION


@dataclass(frozen=True, kw_only=True)
class HearingReopened(Moved):
    """."""

    type: ClassVar[str] = "case.hearing_reopened"
    verb: ClassVar[Verb] = Verb.REOPEN_HEARING
