"""Steps of a case: messages about its progress."""

from collections.abc import Mapping
from datetime import date, datetime

from casework.procedure.progress import guards
from casework.record import events
from casework.record.state import CaseView
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName as C
from casework.vocabulary import Verb
from casework.workflow.step import ACKNOWLEDGED, CaseMachine, step

STAGE_ENDS: Mapping[S, tuple[C, ...]] = {
    S.SCREENING: (C.SCREEN,),
    S.EARLY_RESOLUTION: (C.EARLY_RESOLUTION,),
    S.DISMISSAL_REVIEW: (C.REVIEW_DECISION,),
    S.INVESTIGATION: (C.INVESTIGATION,),
    S.AWAITING_RESPONSE: (C.INVESTIGATION,),
    S.RESPONSE_REVIEW: (C.INVESTIGATION,),
    S.CASE_TO_ANSWER: (C.CTA,),
    S.PANEL_FORMING: (C.PANEL_LIST,),
    S.DELIBERATION: (C.FINDINGS, C.REASONS, C.REMIT),
    S.BOARD_DECISION: (C.BOARD_VOTE,),
    S.APPEAL: (C.APPEAL_SIFT, C.APPEAL_HEARING, C.APPEAL_DECISION),
}
"""The clocks of the Society that end a stage. The times of a side are in no letter to the other side."""


@step(Verb.SEND_STATUS, ACKNOWLEDGED, on_lapse=(C.STATUS,))
def send_status(case: CaseMachine) -> events.StatusSent:
    """Tell both sides how far the case is, and by when its stage should end; the period to the next word starts again."""
    return events.StatusSent(next_on=end_of_stage(case.view))


def end_of_stage(view: CaseView) -> date | None:
    """Return the last day of the stage; None if no clock of the Society gives one, or it is over."""
    last = _last_moment(view)
    return view.day_of(last) if last is not None and last >= view.now else None


def missed_end_of_stage(view: CaseView) -> date | None:
    """Return the day by which the stage should have ended; None if none was set, or it is not over."""
    last = _last_moment(view)
    return view.day_of(last) if last is not None and last < view.now else None


def _last_moment(view: CaseView) -> datetime | None:
    names = STAGE_ENDS.get(view.state, ()) if view.state else ()
    running = (run.due for run in view.clocks if run.running and run.name in names and run.due is not None)
    return max(running, default=None)


@step(Verb.GIVE_FEEDBACK, ACKNOWLEDGED, where=[guards.feedback_is_due])
def give_feedback(case: CaseMachine) -> events.FeedbackGiven:
    """Tell the reporter what was done with the report, and why."""
    return events.FeedbackGiven()


@step(
    Verb.EXTEND_FEEDBACK,
    ACKNOWLEDGED,
    where=[guards.feedback_is_due, guards.feedback_not_extended_before, guards.more_time_would_not_be_over],
)
def extend_feedback(case: CaseMachine) -> events.FeedbackExtended:
    """Take more time for the feedback, once, and as much as the rulebook allows.

    The days are added to those that run from the acknowledgement, also if the feedback is late already: the Directive allows
    six months from the acknowledgement in all (article 9), so asking late gains no time.
    """
    return events.FeedbackExtended(days=case.view.rules.clocks[C.FEEDBACK].extension)
