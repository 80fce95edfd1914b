"""What can have happened: the service of letters."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class LetterOpened(Fact):
    """."""

    type: ClassVar[str] = "case.letter_opened"
    verb: ClassVar[Verb] = Verb.OPEN_LETTER


@dataclass(frozen=True, kw_only=True)
class ServiceProven(Fact):
    """."""

    type: ClassVar[str] = "case.service_proven"
    verb: ClassVar[Verb] = Verb.RECORD_SERVICE


@dataclass(frozen=True, kw_only=True)
class ServiceFailed(Fact):
    """."""

    type: ClassVar[str] = "case.service_failed"
    verb: ClassVar[Verb] = Verb.RECORD_BOUNCE
