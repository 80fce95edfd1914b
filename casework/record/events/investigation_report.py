"""Events of the report, and of the question whether there is a case to answer."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, Reading, Seat, Verb

REPORT = sealed_for(CaseCompartment.CASE, Reading.READ_REPORT)
BOTH_SIDES = sealed_for(CaseCompartment.CASE, Reading.READ_REPORT, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY)
COMMENT = sealed_for(CaseCompartment.CASE, Reading.READ_REPORT, Reading.READ_OWN_EVIDENCE)
REPLY = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_NOTICE, Reading.READ_OWN_EVIDENCE)
STAFF = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)
ADVICE = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_COMPLAINT, Reading.READ_NOTICE)


class ResponseCommented(Event):
    """The reporter commented on the summary of the answer; the member is served with the comment."""

    type = "case.response_commented"
    title = _("Reporter’s comment on the answer")
    verb = Verb.COMMENT_ON_RESPONSE
    sealed = {"comment": REPLY}
    outgoing = {"comment": "Your comment on the answer"}


class DraftReportShared(Event):
    """Both sides were given the same draft of the report to comment on. A later draft replaces it."""

    type = "case.draft_report_shared"
    title = _("Draft report")
    verb = Verb.SHARE_DRAFT_REPORT
    sealed = {"draft": BOTH_SIDES}
    labels = {"draft": _("Draft")}


class ReportCommented(Event):
    """One `side` commented on the draft; the words are kept as they came, and served with the report."""

    type = "case.report_commented"
    title = _("Comment on the draft report")
    verb = Verb.COMMENT_ON_REPORT
    sealed = {"comment": COMMENT}
    outgoing = {"comment": "Your comment on the draft"}
    side: Seat


class ReportFinalised(Moved):
    """The investigator closed the report. `comments` are the entries of every comment, appended as they were received.

    The member is served with the report and the comments of both sides.
    """

    type = "case.report_finalised"
    title = _("Report")
    verb = Verb.FINALISE_REPORT
    sealed = {"report": REPORT}
    outgoing = {"report": "Report"}
    comments: tuple[UUID, ...]


class CaseToAnswerVoted(Event):
    """A decider said for each of `allegations`, in their order, whether there is a case to answer. Once, and for good."""

    type = "case.case_to_answer_voted"
    title = _("A decider’s view")
    verb = Verb.VOTE_CASE_TO_ANSWER
    sealed = {"reasons": STAFF}
    allegations: tuple[UUID, ...]
    sees_case: tuple[bool, ...]


class NoCaseFound(Moved):
    """The deciders saw no case to answer. A letter of advice may go with it; it is no sanction."""

    type = "case.no_case_found"
    title = _("No case to answer found")
    verb = Verb.FIND_NO_CASE_TO_ANSWER
    sealed = {"reasons": BOTH_SIDES, "advice": ADVICE}
    labels = {"advice": _("Advice")}
    outgoing = {"reasons": "Reasons", "advice": "Advice"}
    closing_code: ClosingCode = ClosingCode.NO_CASE_TO_ANSWER


class CaseFound(Moved):
    """The deciders saw a case to answer on `charged`, which is fixed from now on; the other allegations end."""

    type = "case.case_found"
    title = _("Case to answer found")
    verb = Verb.FIND_CASE_TO_ANSWER
    sealed = {"reasons": BOTH_SIDES}
    outgoing = {"reasons": "Reasons"}
    charged: tuple[UUID, ...]
