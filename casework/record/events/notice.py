"""What can have happened: the notice and the answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.vocabulary import Answer, CaseCompartment, Channel, Reading, Seat, Verb

NOTICE = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_NOTICE)
ANSWER = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE)
ASKED = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_NOTICE, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE)
SUMMARY = sealed_for(
    CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_RESPONSE_SUMMARY, Reading.READ_OWN_EVIDENCE
)


@dataclass(frozen=True, kw_only=True)
class NoticeServed(Moved):
    """The respondent was told what is alleged, under which words of the Code, and on which evidence (keys of copies)."""

    type: ClassVar[str] = "case.notice_served"
    title: ClassVar[Promise] = _("Notice served")
    verb: ClassVar[Verb] = Verb.SERVE_NOTICE
    sealed: ClassVar[Mapping[str, Sealed]] = {"notice": NOTICE, "words": NOTICE}
    allegations: tuple[UUID, ...]
    evidence: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Event):
    """The respondent's side opened the notice and said so; that proves its service by itself."""

    type: ClassVar[str] = "case.notice_acknowledged"
    title: ClassVar[Promise] = _("Notice acknowledged")
    verb: ClassVar[Verb] = Verb.ACKNOWLEDGE_NOTICE
    about: UUID
    reader: Seat
    served_on: date


@dataclass(frozen=True, kw_only=True)
class ResponseFiled(Moved):
    """The respondent's side gave an answer to each of `allegations`, in their order."""

    type: ClassVar[str] = "case.response_filed"
    title: ClassVar[Promise] = _("Answer of the respondent")
    verb: ClassVar[Verb] = Verb.RESPOND_TO_NOTICE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": ANSWER, "summary": SUMMARY}
    allegations: tuple[UUID, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class ResponseLapsed(Event):
    """The time to answer ended without an answer, and the days of grace began."""

    type: ClassVar[str] = "case.response_lapsed"
    title: ClassVar[Promise] = _("Time to answer over")
    verb: ClassVar[Verb] = Verb.RESPONSE_LAPSES


@dataclass(frozen=True, kw_only=True)
class DefaultProposed(Event):
    """The days of grace ended too, and a decider was asked to look. Nothing else follows from it."""

    type: ClassVar[str] = "case.default_proposed"
    title: ClassVar[Promise] = _("Going on without an answer proposed")
    verb: ClassVar[Verb] = Verb.PROPOSE_DEFAULT


@dataclass(frozen=True, kw_only=True)
class DefaultRecorded(Moved):
    """A decider recorded that no answer came; the case goes on without one. It is not a finding."""

    type: ClassVar[str] = "case.default_recorded"
    title: ClassVar[Promise] = _("Going on without an answer")
    verb: ClassVar[Verb] = Verb.ENTER_DEFAULT
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": NOTICE}
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}


@dataclass(frozen=True, kw_only=True)
class DefaultSetAside(Moved):
    """A decider found good cause, and the respondent has new time to answer."""

    type: ClassVar[str] = "case.default_set_aside"
    title: ClassVar[Promise] = _("Answer accepted late")
    verb: ClassVar[Verb] = Verb.SET_ASIDE_DEFAULT
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": NOTICE}


@dataclass(frozen=True, kw_only=True)
class AllegationAdded(Moved):
    """A supplementary notice brought one more allegation, in scope at once; what was answered stays answered."""

    type: ClassVar[str] = "case.allegation_added"
    title: ClassVar[Promise] = _("Allegation added")
    verb: ClassVar[Verb] = Verb.ADD_ALLEGATION
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "act": sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_NOTICE, Reading.READ_FINDINGS),
        "notice": NOTICE,
        "words": NOTICE,
    }
    allegation: UUID
    commitment: int
    edition: UUID
    first_day: date
    last_day: date
    evidence: tuple[UUID, ...]
    ongoing: bool = False
    known_on: date | None = None
    waived: bool = False


@dataclass(frozen=True, kw_only=True)
class NoticeServedAgain(Event):
    """An unacknowledged notice was sent by another channel; the time to answer counts from its service."""

    type: ClassVar[str] = "case.notice_served_again"
    title: ClassVar[Promise] = _("Notice sent another way")
    verb: ClassVar[Verb] = Verb.SERVE_NOTICE_AGAIN
    sealed: ClassVar[Mapping[str, Sealed]] = {"notice": NOTICE, "words": NOTICE}
    channel: Channel
    allegations: tuple[UUID, ...]
    evidence: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(Event):
    """The respondent's side asked for more time to answer, before it ended."""

    type: ClassVar[str] = "case.extension_asked"
    title: ClassVar[Promise] = _("More time to answer asked for")
    verb: ClassVar[Verb] = Verb.ASK_EXTENSION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": ASKED}
    days: int


@dataclass(frozen=True, kw_only=True)
class ResponseExtended(Event):
    """The time to answer was extended by `days`; `good_cause`: a decider did so although nobody had asked in time."""

    type: ClassVar[str] = "case.response_extended"
    title: ClassVar[Promise] = _("More time to answer given")
    verb: ClassVar[Verb] = Verb.EXTEND_RESPONSE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": NOTICE}
    days: int
    good_cause: bool


@dataclass(frozen=True, kw_only=True)
class ExtensionRefused(Event):
    """A request for more time was refused."""

    type: ClassVar[str] = "case.extension_refused"
    title: ClassVar[Promise] = _("More time to answer refused")
    verb: ClassVar[Verb] = Verb.REFUSE_EXTENSION
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": NOTICE}


@dataclass(frozen=True, kw_only=True)
class SetAsideAsked(Event):
    """The respondent's side asked that a default be set aside, and gave a cause."""

    type: ClassVar[str] = "case.set_aside_asked"
    title: ClassVar[Promise] = _("Answer after all asked for")
    verb: ClassVar[Verb] = Verb.ASK_TO_SET_ASIDE
    sealed: ClassVar[Mapping[str, Sealed]] = {"cause": ASKED}


@dataclass(frozen=True, kw_only=True)
class SetAsideRefused(Event):
    """A decider found the cause not good enough; the default stands, and is not a finding."""

    type: ClassVar[str] = "case.set_aside_refused"
    title: ClassVar[Promise] = _("Answer after all refused")
    verb: ClassVar[Verb] = Verb.REFUSE_SET_ASIDE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": NOTICE}
