"""What can have happened: the notice and the answer to it."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class NoticeServed(Moved):
    """."""

    type: ClassVar[str] = "case.notice_served"
    verb: ClassVar[Verb] = Verb.SERVE_NOTICE


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Fact):
    """."""

    type: ClassVar[str] = "case.notice_acknowledged"
    verb: ClassVar[Verb] = Verb.ACKNOWLEDGE_NOTICE


@dataclass(frozen=True, kw_only=True)
class ResponseFiled(Moved):
    """."""

    type: ClassVar[str] = "case.response_filed"
    verb: ClassVar[Verb] = Verb.RESPOND_TO_NOTICE


@dataclass(frozen=True, kw_only=True)
class ResponseLapsed(Fact):
    """."""

    type: ClassVar[str] = "case.response_lapsed"
    verb: ClassVar[Verb] = Verb.RESPONSE_LAPSES


@dataclass(frozen=True, kw_only=True)
class DefaultProposed(Fact):
    """."""

    type: ClassVar[str] = "case.default_proposed"
    verb: ClassVar[Verb] = Verb.PROPOSE_DEFAULT


@dataclass(frozen=True, kw_only=True)
class DefaultRecorded(Moved):
    """."""

    type: ClassVar[str] = "case.default_recorded"
    verb: ClassVar[Verb] = Verb.ENTER_DEFAULT


@dataclass(frozen=True, kw_only=True)
class DefaultSetAside(Moved):
    """."""

    type: ClassVar[str] = "case.default_set_aside"
    verb: ClassVar[Verb] = Verb.SET_ASIDE_DEFAULT


@dataclass(frozen=True, kw_only=True)
class AllegationAdded(Moved):
    """."""

    type: ClassVar[str] = "case.allegation_added"
    verb: ClassVar[Verb] = Verb.ADD_ALLEGATION
