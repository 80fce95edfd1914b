"""Whether the notice of a hearing came in time for its day."""

from datetime import date

from casework.record.state.case import CaseView
from casework.vocabulary import ClockName


def last_day_of(view: CaseView, name: ClockName) -> date | None:
    """Return the last day of a period of notice; None while it is not known."""
    run = view.clock(name)
    return view.day_of(run.due) if run is not None and not run.waiting and run.due is not None else None


def last_day_of_notice(view: CaseView) -> date | None:
    """Return the last day of the notice of the hearing; None while it is not known."""
    return last_day_of(view, ClockName.HEARING_NOTICE)


def notice_was_in_time(view: CaseView) -> bool:
    """Whether the notice had arrived, and its whole period ends before the day."""
    day, last = view.hearing.on, last_day_of_notice(view)
    return day is not None and last is not None and last < day


def notice_came_late(view: CaseView) -> bool:
    """Whether the day cannot stand: the notice ends on it or later, or it has come and nothing shows that the notice arrived.

    False for a hearing that was opened.
    """
    day, last = view.hearing.on, last_day_of_notice(view)
    late = day is not None and (day <= view.today if last is None else day <= last)
    return late and not view.hearing.open
