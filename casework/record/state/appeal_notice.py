"""Whether the call to the hearing of an appeal came in time for its day."""

from datetime import date

from casework.record.state.case import CaseView
from casework.record.state.hearing_notice import last_day_of
from casework.vocabulary import ClockName


def last_day_of_notice(view: CaseView) -> date | None:
    """Return the last day of the notice of the hearing of the appeal; None while it is not known."""
    return last_day_of(view, ClockName.APPEAL_NOTICE)


def call_was_in_time(view: CaseView) -> bool:
    """Whether the call had arrived, and its whole period ends before the day."""
    day, last = view.appeal_hearing.on, last_day_of_notice(view)
    return day is not None and last is not None and last < day


def call_came_late(view: CaseView) -> bool:
    """Whether the day cannot stand: the notice ends on it or later, or it has come and nothing shows that the call arrived."""
    day, last = view.appeal_hearing.on, last_day_of_notice(view)
    return day is not None and (day <= view.today if last is None else day <= last)
