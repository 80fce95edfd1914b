"""What can have happened: the report and the question whether there is a case to answer."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class ResponseCommented(Fact):
    """."""

    type: ClassVar[str] = "case.response_commented"
    verb: ClassVar[Verb] = Verb.COMMENT_ON_RESPONSE


@dataclass(frozen=True, kw_only=True)
class DraftReportShared(Fact):
    """."""

    type: ClassVar[str] = "case.draft_report_shared"
    verb: ClassVar[Verb] = Verb.SHARE_DRAFT_REPORT


@dataclass(frozen=True, kw_only=True)
class ReportCommented(Fact):
    """."""

    type: ClassVar[str] = "case.report_commented"
    verb: ClassVar[Verb] = Verb.COMMENT_ON_REPORT


@dataclass(frozen=True, kw_only=True)
class ReportFinalised(Moved):
    """."""

    type: ClassVar[str] = "case.report_finalised"
    verb: ClassVar[Verb] = Verb.FINALISE_REPORT


@dataclass(frozen=True, kw_only=True)
class CaseToAnswerVoted(Fact):
    """."""

    type: ClassVar[str] = "case.case_to_answer_voted"
    verb: ClassVar[Verb] = Verb.VOTE_CASE_TO_ANSWER


@dataclass(frozen=True, kw_only=True)
class NoCaseFound(Moved):
    """."""

    type: ClassVar[str] = "case.no_case_found"
    verb: ClassVar[Verb] = Verb.FIND_NO_CASE_TO_ANSWER


@dataclass(frozen=True, kw_only=True)
class CaseFound(Moved):
    """."""

    type: ClassVar[str] = "case.case_found"
    verb: ClassVar[Verb] = Verb.FIND_CASE_TO_ANSWER
