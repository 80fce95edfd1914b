"""The days in a letter of feedback: when the reporter hears again, and how late the feedback is."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Case
from casework.record.events import Event, FeedbackGiven
from casework.record.state import CaseView
from casework.vocabulary import ClockName
from casework.web.shared.context import Context
from policy.deadlines import due_day


def feedback_days(view: CaseView, event: Event) -> Context:
    """Return the day by which the reporter hears again, which is always in the future, and how many days feedback is late.

    Word on progress goes out by itself when its time is over. If that is today or overdue, the period after it is counted
    from today, so that the letter never promises a day that is over when it is read.
    """
    if not isinstance(event, FeedbackGiven):
        return {}
    feedback, status, rules = view.clock(ClockName.FEEDBACK), view.clock(ClockName.STATUS), view.rules
    due = feedback.due if feedback else None
    late = (view.today - view.day_of(due)).days if due else 0
    again = view.day_of(status.due) if status and status.running and status.due else None
    if again and again <= view.today:
        again = due_day(start=view.today, rule=rules.clocks[ClockName.STATUS], calendar=rules.calendar)
    return {"hears_again": again, "days_late": max(late, 0), "feedback_due": view.day_of(due) if due else None}


def words_of_next_word(case: Case, _number: int = 1) -> str:
    """Say by when the reporter hears again, as the letter of feedback promises it; empty if it names no day."""
    again = feedback_days(case.view, FeedbackGiven())["hears_again"]
    return _("The letter says: they hear again by %(day)s.") % {"day": date_format(again, "j F Y")} if again else ""
