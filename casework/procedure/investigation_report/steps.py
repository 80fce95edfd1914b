"""Steps of a case: the report, the comments on it, and whether there is a case to answer."""

from uuid import UUID

from casework.procedure.investigation_report import guards
from casework.procedure.notice.guards import no_set_aside_is_pending
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, step


@step(Verb.COMMENT_ON_RESPONSE, S.RESPONSE_REVIEW, where=[guards.reply_window_is_open])
def comment_on_response(case: CaseMachine) -> events.ResponseCommented:
    """Comment, as the reporter, on the summary of the answer."""
    return events.ResponseCommented()


@step(
    Verb.SHARE_DRAFT_REPORT,
    S.RESPONSE_REVIEW,
    where=[guards.reply_is_in_or_time_is_over],
    written_before=(guards.reply_is_in_or_time_is_over,),
)
def share_draft_report(case: CaseMachine, *, proposes_sanction: bool) -> events.DraftReportShared:
    """Give both sides the draft to comment on."""
    check_guard(guards.no_sanction_in_the_report, proposes_sanction)
    return events.DraftReportShared()


@step(Verb.COMMENT_ON_REPORT, S.RESPONSE_REVIEW, where=[guards.comment_window_is_open])
def comment_on_report(case: CaseMachine) -> events.ReportCommented:
    """Comment on the draft; the words stay as they are."""
    side = Seat.COMPLAINANT if case.acting.role is Seat.COMPLAINANT else Seat.RESPONDENT
    return events.ReportCommented(side=side)


@step(
    Verb.FINALISE_REPORT,
    S.RESPONSE_REVIEW,
    to=S.CASE_TO_ANSWER,
    where=[
        guards.draft_was_shared,
        guards.comments_are_in_or_time_is_over,
        no_set_aside_is_pending,
        guards.three_deciders_are_seated,
    ],
    written_before=(
        guards.comments_are_in_or_time_is_over,
        no_set_aside_is_pending,
        guards.three_deciders_are_seated,
    ),
)
def finalise_report(
    case: CaseMachine, *, proposes_sanction: bool, comments: tuple[UUID, ...]
) -> events.ReportFinalised:
    """Close the report and give it to the deciders, with every comment (its entries) as it was received."""
    check_guard(guards.comments_are_appended, case, comments)
    check_guard(guards.no_sanction_in_the_report, proposes_sanction)
    return events.ReportFinalised(comments=comments)
