"""The day from which the panel reads a minute: the member has then had it for the days of the rulebook."""

from datetime import date

from casework.record.state.case import CaseView
from policy.deadlines import deadline


def day_of_minutes(view: CaseView, served: date) -> date:
    """Return the day from which the panel reads minutes that were served on the member on `served`."""
    days = view.rules.limits["minutes_days"]
    return deadline(start=served, days=days, business=True, calendar=view.rules.calendar)


def minute_opens_on(view: CaseView) -> date | None:
    """Return the day from which the panel reads every line of the minute; None while no line is served."""
    lines = {line.corrected or line.entry for line in view.hearing.minute}
    days = [day for one in view.serving.papers if one.entry in lines and (day := view.serving.day(one, view))]
    return day_of_minutes(view, max(days)) if days else None
