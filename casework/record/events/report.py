"""What can have happened: the report and the question whether there is a case to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Seat, Verb

REPORT = sealed_for(CaseCompartment.CASE, Reading.READ_REPORT)
BOTH_SIDES = sealed_for(CaseCompartment.CASE, Reading.READ_REPORT, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY)
COMMENT = sealed_for(CaseCompartment.CASE, Reading.READ_REPORT, Reading.READ_OWN_EVIDENCE)
REPLY = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_EVIDENCE)
STAFF = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)
ADVICE = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_COMPLAINT, Reading.READ_NOTICE)


@dataclass(frozen=True, kw_only=True)
class ResponseCommented(Event):
    """The reporter commented on what they were told of the answer."""

    type: ClassVar[str] = "case.response_commented"
    title: ClassVar[Promise] = _("Reporter’s comment on the answer")
    verb: ClassVar[Verb] = Verb.COMMENT_ON_RESPONSE
    sealed: ClassVar[Mapping[str, Sealed]] = {"comment": REPLY}


@dataclass(frozen=True, kw_only=True)
class DraftReportShared(Event):
    """Both sides were given the same draft of the report to comment on. A later draft replaces it."""

    type: ClassVar[str] = "case.draft_report_shared"
    title: ClassVar[Promise] = _("Draft report")
    verb: ClassVar[Verb] = Verb.SHARE_DRAFT_REPORT
    sealed: ClassVar[Mapping[str, Sealed]] = {"draft": BOTH_SIDES}
    labels: ClassVar[Mapping[str, Promise]] = {"draft": _("Draft")}


@dataclass(frozen=True, kw_only=True)
class ReportCommented(Event):
    """One `side` commented on the draft; the words are kept as they came."""

    type: ClassVar[str] = "case.report_commented"
    title: ClassVar[Promise] = _("Comment on the draft report")
    verb: ClassVar[Verb] = Verb.COMMENT_ON_REPORT
    sealed: ClassVar[Mapping[str, Sealed]] = {"comment": COMMENT}
    side: Seat


@dataclass(frozen=True, kw_only=True)
class ReportFinalised(Moved):
    """The investigator closed the report. `comments` are the entries of every comment, appended as they were received."""

    type: ClassVar[str] = "case.report_finalised"
    title: ClassVar[Promise] = _("Report")
    verb: ClassVar[Verb] = Verb.FINALISE_REPORT
    sealed: ClassVar[Mapping[str, Sealed]] = {"report": REPORT}
    comments: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class CaseToAnswerVoted(Event):
    """A decider said for each of `allegations`, in their order, whether there is a case to answer. Once, and for good."""

    type: ClassVar[str] = "case.case_to_answer_voted"
    title: ClassVar[Promise] = _("A decider’s view")
    verb: ClassVar[Verb] = Verb.VOTE_CASE_TO_ANSWER
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": STAFF}
    allegations: tuple[UUID, ...]
    sees_case: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class NoCaseFound(Moved):
    """The deciders saw no case to answer. A letter of advice may go with it; it is no sanction."""

    type: ClassVar[str] = "case.no_case_found"
    title: ClassVar[Promise] = _("No case to answer found")
    verb: ClassVar[Verb] = Verb.FIND_NO_CASE_TO_ANSWER
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": BOTH_SIDES, "advice": ADVICE}
    labels: ClassVar[Mapping[str, Promise]] = {"advice": _("Advice")}
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons", "advice": "Advice"}
    closing_code: ClosingCode = ClosingCode.NO_CASE_TO_ANSWER


@dataclass(frozen=True, kw_only=True)
class CaseFound(Moved):
    """The deciders saw a case to answer on `charged`, which is fixed from now on; the other allegations end."""

    type: ClassVar[str] = "case.case_found"
    title: ClassVar[Promise] = _("Case to answer found")
    verb: ClassVar[Verb] = Verb.FIND_CASE_TO_ANSWER
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": BOTH_SIDES}
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Reasons"}
    charged: tuple[UUID, ...]
