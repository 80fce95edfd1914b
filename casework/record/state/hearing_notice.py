"""Whether the notice of a hearing came in time for its day, and the first day for which one still can."""

from datetime import date, timedelta

from casework.record.state.case import CaseView
from casework.vocabulary import ClockName
from policy.deadlines import counted_back, deadline, rolled_forward


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


def had_notice(view: CaseView) -> bool:
    """Whether the notice came in time for the day that is set, or for an earlier day of the same hearing."""
    return view.hearing.noticed or notice_was_in_time(view)


def notice_came_late(view: CaseView) -> bool:
    """Whether the day cannot stand: the notice ends on it or later, or it has come and nothing shows that the notice arrived.

    False for a hearing that was opened.
    """
    day, last = view.hearing.on, last_day_of_notice(view)
    late = day is not None and (day <= view.today if last is None else day <= last)
    return late and not view.hearing.open


def first_hearing_day(view: CaseView, arrives: date) -> date:
    """Return the first day that leaves the days of notice, if the notice arrives on a day."""
    rule, calendar = view.rules.clocks[ClockName.HEARING_NOTICE], view.rules.calendar
    last = deadline(start=arrives, days=rule.days or 0, business=rule.business, calendar=calendar)
    day = rolled_forward(last + timedelta(days=1), calendar)
    while counted_back(end=day, days=rule.days or 0, calendar=calendar) < arrives:
        day = rolled_forward(day + timedelta(days=1), calendar)
    return day
