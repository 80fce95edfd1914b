"""What can have happened: early resolution."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class EarlyResolutionOffered(Moved):
    """."""

    type: ClassVar[str] = "case.early_resolution_offered"
    verb: ClassVar[Verb] = Verb.OFFER_EARLY_RESOLUTION


@dataclass(frozen=True, kw_only=True)
class CaseSettled(Moved):
    """."""

    type: ClassVar[str] = "case.case_settled"
    verb: ClassVar[Verb] = Verb.SETTLE_CASE


@dataclass(frozen=True, kw_only=True)
class TalksFailed(Moved):
    """."""

    type: ClassVar[str] = "case.talks_failed"
    verb: ClassVar[Verb] = Verb.TALKS_FAIL


@dataclass(frozen=True, kw_only=True)
class TalksLapsed(Moved):
    """."""

    type: ClassVar[str] = "case.talks_lapsed"
    verb: ClassVar[Verb] = Verb.TALKS_LAPSE
