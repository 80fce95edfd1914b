"""What can have happened: consent."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class ConsentProposed(Moved):
    """."""

    type: ClassVar[str] = "case.consent_proposed"
    verb: ClassVar[Verb] = Verb.PROPOSE_CONSENT


@dataclass(frozen=True, kw_only=True)
class ConsentAccepted(Moved):
    """."""

    type: ClassVar[str] = "case.consent_accepted"
    verb: ClassVar[Verb] = Verb.ACCEPT_CONSENT


@dataclass(frozen=True, kw_only=True)
class ConsentRejected(Moved):
    """."""

    type: ClassVar[str] = "case.consent_rejected"
    verb: ClassVar[Verb] = Verb.REJECT_CONSENT


@dataclass(frozen=True, kw_only=True)
class ConsentLapsed(Moved):
    """."""

    type: ClassVar[str] = "case.consent_lapsed"
    verb: ClassVar[Verb] = Verb.CONSENT_LAPSES


@dataclass(frozen=True, kw_only=True)
class ConsentReturned(Moved):
    """."""

    type: ClassVar[str] = "case.consent_returned"
    verb: ClassVar[Verb] = Verb.RETURN_CONSENT
