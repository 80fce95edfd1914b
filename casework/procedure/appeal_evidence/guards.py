"""Guards of what the sides bring on an appeal: on which grounds, in time, and why it is new."""

from collections.abc import Collection

from casework.procedure.appeal_panel.guards import side_of
from casework.vocabulary import ClockName, Seat
from casework.workflow.guard import Asked, answer_guard, guard
from policy.deadlines import counted_back


@guard("Choose among the grounds that are appealed on.")
def grounds_are_appealed_on(case: Asked, codes: Collection[str], lodged: Collection[str] = ()) -> bool:
    """Whether these are grounds of an appeal; `lodged` are those of an appeal that is being lodged."""
    appealed = {code for one in case.view.appeal.live for code in one.codes} | set(lodged)
    return bool(codes) and set(codes) <= appealed


@guard("What the Society sends has to reach the respondent 14 days before the appeal is heard. Adjourn it first.")
def society_leaves_time_to_answer(case: Asked) -> bool:
    """Whether the respondent acts, or the last day on which the Society may bring anything has not passed."""
    view = case.view
    if side_of(case) is Seat.RESPONDENT or view.appeal_hearing.on is None:
        return True
    days = view.rules.clocks[ClockName.BUNDLE].days or 0
    return view.today <= counted_back(end=view.appeal_hearing.on, days=days, calendar=view.rules.calendar)


new_evidence_is_received = answer_guard("new_evidence_is_received", "Write what it shows, or choose a file.")


new_evidence_could_not_come_before = answer_guard(
    "new_evidence_could_not_come_before", "Say why this could not come before the decision."
)
