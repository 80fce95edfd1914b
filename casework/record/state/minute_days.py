"""The day from which the panel reads what came after the hearing: the member has then had it for the days of the rulebook."""

from datetime import date

from casework.record.state.case import CaseView
from casework.vocabulary import Seat
from policy.deadlines import deadline
from policy.deemed_service import planned_deemed_day


def day_of_minutes(view: CaseView, served: date) -> date:
    """Return the day from which the panel reads minutes that were served on the member on `served`."""
    days = view.rules.limits["minutes_days"]
    return deadline(start=served, days=days, business=True, calendar=view.rules.calendar)


def minute_opens_on(view: CaseView) -> date | None:
    """Return the day from which the panel reads every line of the minute; None while no line is served."""
    lines = {line.corrected or line.entry for line in view.hearing.minute}
    days = [day for one in view.serving.papers if one.entry in lines and (day := view.serving.day(one, view))]
    return day_of_minutes(view, max(days)) if days else None


def board_reasons_open_on(view: CaseView) -> date | None:
    """Return the day from which the panel reads why the board sent its case back; None while the member has not had it."""
    entry = view.deliberation.sent_back
    served = view.service.day(entry, Seat.RESPONDENT) if entry else None
    return day_of_minutes(view, served) if served else None


def board_reasons_open_by(view: CaseView) -> date | None:
    """Return the same for a member who never opens the letter, if its reminders go out on their days."""
    letter = view.service.letter(view.deliberation.sent_back) if view.deliberation.sent_back else None
    if letter is None or view.service.reached_on is None:
        return None
    sent_on, reminded = max(letter.on, view.service.reached_on), view.service.reminded_on(letter.about)
    return day_of_minutes(view, planned_deemed_day(sent_on, reminded, view.rules, today=view.today))
