"""The form that calls the hearing of an appeal: the days that it names."""

from datetime import timedelta

from casework.procedure.appeal_hearing.forms import CallAppealHearingForm
from casework.procedure.appeal_hearing.guards import first_appeal_day
from tests.casework.appeal_road import sifted


def test_the_form_of_the_call_names_the_first_day_and_the_holidays_after_it() -> None:
    case = sifted()
    said = str(CallAppealHearingForm(view=case.view, acting=case.acting).fields["hearing_on"].help_text)
    first, calendar = first_appeal_day(case.view), case.view.rules.calendar
    days = [first + timedelta(days=n) for n in range(60)]
    closed = {
        f"({calendar.closing_reason(day)})" for day in days if not calendar.is_business(day) and day.weekday() < 5
    }
    assert f"the first possible day is {first:%A} {first.day} {first:%B %Y}." in said
    assert ("No business days: weekends" in said, {one for one in closed if one not in said}) == (True, set())
    assert closed
