"""What can have happened: early resolution."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Moved, Sealed, sealed_for
from casework.vocabulary import ClosingCode, Kept, Reading, Verb

TALKS = sealed_for(Kept.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT)


@dataclass(frozen=True, kw_only=True)
class EarlyResolutionOffered(Moved):
    """Both sides were offered to settle; every reporter had agreed before."""

    type: ClassVar[str] = "case.early_resolution_offered"
    verb: ClassVar[Verb] = Verb.OFFER_EARLY_RESOLUTION
    sealed: ClassVar[Mapping[str, Sealed]] = {"proposal": TALKS}


@dataclass(frozen=True, kw_only=True)
class CaseSettled(Moved):
    """Every side accepted the written terms."""

    type: ClassVar[str] = "case.case_settled"
    verb: ClassVar[Verb] = Verb.SETTLE_CASE
    sealed: ClassVar[Mapping[str, Sealed]] = {"terms": TALKS}
    closing_code: ClosingCode


@dataclass(frozen=True, kw_only=True)
class TalksFailed(Moved):
    """A side, or the officer, ended the talks, and the case goes on where it was."""

    type: ClassVar[str] = "case.talks_failed"
    verb: ClassVar[Verb] = Verb.TALKS_FAIL


@dataclass(frozen=True, kw_only=True)
class TalksLapsed(Moved):
    """The time for talks ended, and the case goes on where it was."""

    type: ClassVar[str] = "case.talks_lapsed"
    verb: ClassVar[Verb] = Verb.TALKS_LAPSE
