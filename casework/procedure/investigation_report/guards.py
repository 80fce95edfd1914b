"""Guards of the report, of the comments on it, and of the question whether there is a case to answer."""

from collections.abc import Collection
from uuid import UUID

from casework.procedure.notice.guards import deciders
from casework.vocabulary import ClockName, Seat
from casework.workflow.guard import Asked, guard


@guard("The time to comment on the answer has ended.", within=ClockName.REPLY)
def reply_window_is_open(case: Asked) -> bool:
    return case.view.open(ClockName.REPLY)


@guard("The reporter’s time to comment on the answer is still running.", until=ClockName.REPLY)
def reply_is_in_or_time_is_over(case: Asked) -> bool:
    """Whether the reporter replied, has no time left for it, or has nothing to reply to."""
    return case.view.filing.reporter is None or not case.view.open(ClockName.REPLY)


@guard("The report may not propose a sanction.")
def no_sanction_in_the_report(proposes: bool) -> bool:
    return not proposes


@guard("The time to comment on the draft report is not running.", within=ClockName.REPORT_COMMENTS)
def comment_window_is_open(case: Asked) -> bool:
    return case.view.open(ClockName.REPORT_COMMENTS)


@guard("Share the draft report with both sides first.")
def draft_was_shared(case: Asked) -> bool:
    return case.view.report.draft is not None


@guard("Both sides have 14 days to comment, and that time is still running.", until=ClockName.REPORT_COMMENTS)
def comments_are_in_or_time_is_over(case: Asked) -> bool:
    sides = {Seat.RESPONDENT} | ({Seat.COMPLAINANT} if case.view.filing.reporter else set())
    return sides <= case.view.report.commented or case.view.over(ClockName.REPORT_COMMENTS)


@guard("Append every comment to the report as it was received.")
def comments_are_appended(case: Asked, comments: Collection[UUID]) -> bool:
    """Whether the report has every comment that was made, in the order in which they came."""
    return tuple(comments) == case.view.report.comments


@guard("Three deciders must be appointed first.")
def three_deciders_are_seated(case: Asked) -> bool:
    return len(deciders(case)) in case.view.rules.bodies["deciders"].sizes
